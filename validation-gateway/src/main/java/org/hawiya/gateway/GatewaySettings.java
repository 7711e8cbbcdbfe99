package org.hawiya.gateway;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set. Unknown names and unsafe values stop the start.
 *
 * @param issuer the provider's public address, without a path
 * @param residentSide where the resident's browser finds its card reader
 * @param custody the file with the gateway's keys
 * @param administrator who registers relying parties
 * @param card what the gateway shows to cards and believes of them
 * @param feed where the copy of the register comes from
 * @param relyingPartyTrust TLS bundle that relying parties' {@code jwks_uri} is checked with; the
 *     platform's own trust when absent
 * @param strictTransportSecurity how long browsers are told to refuse plain HTTP; zero tells them
 *     nothing
 */
@Validated
@ConfigurationProperties(prefix = "hawiya.gateway", ignoreUnknownFields = false)
public record GatewaySettings(
        @NotNull URI issuer,
        @NotNull URI residentSide,
        @NotNull @Valid Custody custody,
        @NotNull @Valid Administrator administrator,
        @NotNull @Valid Card card,
        @NotNull @Valid Feed feed,
        @Nullable String relyingPartyTrust,
        @DefaultValue("365d") Duration strictTransportSecurity) {

    /** The PKCS#12 file with the gateway's keys. */
    public record Custody(@NotNull Path file, @NotBlank String password) {
        @Override
        public String toString() {
            return "Custody[" + file + ", REDACTED]";
        }
    }

    /**
     * Who registers relying parties.
     *
     * @param passwordHash bcrypt with its prefix: {@code {bcrypt}$2a$10$…}
     */
    public record Administrator(
            @NotBlank String username,
            @NotBlank @Pattern(regexp = "\\{bcrypt}\\$2[aby]\\$.{56}") String passwordHash) {
        @Override
        public String toString() {
            return "Administrator[" + username + ", REDACTED]";
        }
    }

    /**
     * What the gateway shows to cards, and whose cards it believes.
     *
     * @param authority X.509 certificate (PEM or DER) of the authority that certifies cards
     * @param authorityReference the name that cards' certificates give it
     * @param certificateChain card-verifiable certificates, binary, one file each, from below the
     *     trust point down to the gateway's leaf
     */
    public record Card(
            @NotNull Path authority,
            @DefaultValue("AEHWCARD00001") String authorityReference,
            @NotEmpty List<Path> certificateChain) {}

    /**
     * Where the copy of the register comes from.
     *
     * @param address enrolment's address, without a path
     * @param tls TLS bundle with the gateway's client certificate and the authority of enrolment's
     * @param staleness how old the newest word of enrolment may be when an assertion is made
     * @param hold how long enrolment may hold a request open until something happens
     */
    public record Feed(
            @NotNull URI address,
            @NotBlank String tls,
            @DefaultValue("30s") Duration staleness,
            @DefaultValue("10s") Duration hold) {}

    @AssertTrue(message = "issuer, resident-side and feed.address are https addresses")
    public boolean isEncryptedEverywhere() {
        return "https".equals(issuer.getScheme())
                && "https".equals(residentSide.getScheme())
                && "https".equals(feed.address().getScheme());
    }

    @AssertTrue(message = "issuer has no path, query or fragment")
    public boolean isIssuerPlain() {
        return issuer.getRawPath().isEmpty()
                && issuer.getRawQuery() == null
                && issuer.getRawFragment() == null;
    }

    @AssertTrue(message = "feed.hold lies between 0 and 25 seconds, feed.staleness is positive")
    public boolean isFeedTimely() {
        return !feed.hold().isNegative()
                && feed.hold().compareTo(Duration.ofSeconds(25)) <= 0
                && feed.staleness().isPositive();
    }
}
