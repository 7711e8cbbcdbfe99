package org.hawiya.gateway.session;

import com.nimbusds.jose.jwk.ECKey;
import java.util.List;
import org.hawiya.card.terminal.relay.Bilingual;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.gateway.login.LoginRequest;
import org.hawiya.gateway.party.RelyingParties;
import org.hawiya.gateway.party.RelyingParty;
import org.hawiya.gateway.party.Scope;
import org.springframework.stereotype.Component;

/** What the resident reads at the reader before anything reaches the card. */
@Component
class RequestText {
    private final RelyingParties parties;
    private final Texts texts;

    RequestText(RelyingParties parties, Texts texts) {
        this.parties = parties;
        this.texts = texts;
    }

    RelayRequest of(LoginRequest request, CardSession.Facts session, ECKey sessionKey) {
        RelyingParty.Name name = parties.find(request.client()).orElseThrow().name();
        List<String> claims =
                request.scopes().stream()
                        .sorted()
                        .filter(scope -> scope != Scope.OPENID)
                        .map(Scope::value)
                        .toList();
        return new RelayRequest(
                new Bilingual(name.en(), name.ar()),
                texts.of("relay.purpose"),
                claims,
                session.matchingCode(),
                // Which fingers it holds, only the card knows, and it tells nobody yet.
                List.of(),
                sessionKey);
    }
}
