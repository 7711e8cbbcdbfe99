package org.hawiya.gateway.openid;

import java.io.Serial;
import java.time.Instant;
import java.util.List;
import org.hawiya.gateway.records.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** Somebody whose card and finger were right, for one request. */
final class CardFingerAuthentication extends AbstractAuthenticationToken {
    /** The assurance reached: a genuine card, and its holder's finger compared on it. */
    static final String ACR = "urn:hawiya:acr:card-finger";

    /** RFC 8176: proof of possession of a hardware-secured key, and a fingerprint. */
    static final List<String> AMR = List.of("hwk", "fpt");

    @Serial private static final long serialVersionUID = 1L;

    private final transient PersonId person;
    private final Instant verifiedAt;

    CardFingerAuthentication(PersonId person, Instant verifiedAt) {
        // The authorization server takes auth_time from here.
        super(
                List.of(
                        FactorGrantedAuthority.withAuthority("FACTOR_CARD_FINGER")
                                .issuedAt(verifiedAt)
                                .build()));
        this.person = person;
        this.verifiedAt = verifiedAt;
        setAuthenticated(true);
    }

    PersonId person() {
        return person;
    }

    Instant verifiedAt() {
        return verifiedAt;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return person;
    }

    @Override
    public String getName() {
        return person.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CardFingerAuthentication that
                && person.equals(that.person)
                && verifiedAt.equals(that.verifiedAt);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
