package org.hawiya.gateway.party;

import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.hawiya.gateway.audit.Audit;
import org.hawiya.gateway.party.RelyingParty.KeySource;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registration by the administrator. A PUT says the whole of it, so sending it twice changes
 * nothing.
 */
@RestController
@RequestMapping("/api/relying-parties/{clientId}")
class RelyingPartyApi {
    private final RelyingParties parties;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final JsonMapper json;

    RelyingPartyApi(
            RelyingParties parties, TransactionTemplate transaction, Audit audit, JsonMapper json) {
        this.parties = parties;
        this.transaction = transaction;
        this.audit = audit;
        this.json = json;
    }

    /** A registration as it is shown, in the shape in which it is sent. */
    record Registered(
            String clientId,
            RelyingParty.Name name,
            List<String> redirectUris,
            @Nullable String jwksUri,
            @Nullable JsonNode jwks,
            List<String> scopes,
            List<String> postLogoutRedirectUris) {}

    @PutMapping
    Registered register(
            @PathVariable String clientId,
            @RequestBody Registration registration,
            Principal administrator) {
        if (!ClientId.isValid(clientId)) {
            throw new InvalidRegistrationException(
                    List.of(
                            "clientId: 3 to 64 lower-case letters, digits and hyphens, a letter first"));
        }
        RelyingParty party = registration.checked(new ClientId(clientId));
        Registered registered = shown(party);
        byte[] definition = json.writeValueAsBytes(registered);
        transaction.executeWithoutResult(status -> {
            parties.save(party);
            audit.record(
                    LedgerEvent.RELYING_PARTY_REGISTERED,
                    Actor.administrator(administrator.getName()),
                    Detail.hashOf(definition));
        });
        return registered;
    }

    @GetMapping
    ResponseEntity<Registered> show(@PathVariable String clientId) {
        Optional<Registered> found = parties.find(clientId).map(this::shown);
        return ResponseEntity.of(found);
    }

    @ExceptionHandler
    ProblemDetail refuse(InvalidRegistrationException e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
        problem.setType(URI.create("urn:hawiya:problem:invalid-registration"));
        problem.setTitle("The registration has faults");
        problem.setProperty("faults", e.faults());
        return problem;
    }

    private Registered shown(RelyingParty party) {
        return new Registered(
                party.id().value(),
                party.name(),
                party.redirectUris().stream().map(URI::toString).toList(),
                party.keys() instanceof KeySource.Published(URI uri) ? uri.toString() : null,
                party.keys() instanceof KeySource.Given(String jwks) ? json.readTree(jwks) : null,
                party.scopes().stream().sorted().map(Scope::value).toList(),
                party.postLogoutRedirectUris().stream().map(URI::toString).toList());
    }
}
