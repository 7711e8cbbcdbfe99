package org.hawiya.gateway.party;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hawiya.gateway.GatewaySettings;
import org.hawiya.gateway.party.RelyingParty.KeySource;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;

/**
 * The public keys of relying parties. Published sets are fetched over checked TLS, kept five
 * minutes, and fetched again when a key is not found. Thread-safe.
 */
@Component
public class RelyingPartyKeys {
    private static final long KEPT_MILLIS = 300_000;
    private static final long REFRESH_TIMEOUT_MILLIS = 15_000;

    private final JwksDownload download;
    private final Map<URI, JWKSource<SecurityContext>> published = new ConcurrentHashMap<>();

    RelyingPartyKeys(GatewaySettings settings, SslBundles bundles) {
        this.download = new JwksDownload(settings.relyingPartyTrust(), bundles);
    }

    /** A source for a signature's verification. */
    public JWKSource<SecurityContext> source(RelyingParty party) {
        return switch (party.keys()) {
            case KeySource.Given(String jwks) -> new ImmutableJWKSet<>(parsed(jwks));
            // At most one entry for each registered party.
            case KeySource.Published(URI uri) -> published.computeIfAbsent(uri, this::remote);
        };
    }

    /**
     * The key that identities for this party are encrypted to: EC P-256, marked for encryption or
     * for no use in particular.
     *
     * @throws KeyUnavailableException when the party shows no such key, or nothing at all
     */
    public ECKey encryptionKey(RelyingParty party) {
        var wanted =
                new JWKSelector(
                        new JWKMatcher.Builder()
                                .keyType(KeyType.EC)
                                .curve(Curve.P_256)
                                .keyUses(KeyUse.ENCRYPTION, null)
                                .build());
        try {
            List<JWK> found = source(party).get(wanted, null);
            return found.stream()
                    .map(JWK::toECKey)
                    .findFirst()
                    .orElseThrow(() ->
                            new KeyUnavailableException(
                                    party.id(), "it shows no EC P-256 key for encryption"))
                    .toPublicJWK();
        } catch (KeySourceException e) {
            throw new KeyUnavailableException(party.id(), String.valueOf(e.getMessage()));
        }
    }

    private JWKSource<SecurityContext> remote(URI uri) {
        try {
            return JWKSourceBuilder.create(uri.toURL(), download)
                    .cache(KEPT_MILLIS, REFRESH_TIMEOUT_MILLIS)
                    .rateLimited(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a registered jwks_uri is https", e);
        }
    }

    private static JWKSet parsed(String jwks) {
        try {
            return JWKSet.parse(jwks);
        } catch (ParseException e) {
            throw new IllegalStateException("a registered key set was checked", e);
        }
    }
}
