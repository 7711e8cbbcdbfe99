package org.hawiya.gateway.openid;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.hawiya.gateway.party.ClientId;
import org.hawiya.gateway.records.PersonId;
import org.springframework.stereotype.Component;

/**
 * A person's name at one relying party: the same at every login, also with a new card, and unlike
 * their name anywhere else (OpenID Connect Core, 8.1).
 *
 * <p>The sector is the registered client, not the host of its address: two services of one host are
 * two services.
 */
@Component
class PairwiseSubjects {
    private final KeyCustody custody;

    PairwiseSubjects(KeyCustody custody) {
        this.custody = custody;
    }

    String subject(PersonId person, ClientId party) {
        // A client id holds no zero byte, so no two pairs make the same message.
        String message = "hawiya-pairwise-1\0" + party + "\0" + person;
        byte[] mac =
                custody.hmacSha256(KeyName.PSEUDONYM, message.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
