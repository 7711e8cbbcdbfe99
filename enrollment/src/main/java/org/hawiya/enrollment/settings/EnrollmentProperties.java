package org.hawiya.enrollment.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that may be configured. An unknown name or a value out of range stops the start.
 *
 * @param identityNumberPrefix three digits, the country's code of ISO 3166-1
 * @param feedClients common names of the client certificates that may read the feed
 */
@Validated
@ConfigurationProperties(prefix = "hawiya.enrollment", ignoreUnknownFields = false)
public record EnrollmentProperties(
        @NotNull @Valid Custody custody,
        @NotNull @Pattern(regexp = "[0-9]{3}") @DefaultValue("784") String identityNumberPrefix,
        @NotNull @Size(max = 50) @DefaultValue List<@Valid BootstrapOperator> bootstrapOperators,
        @NotEmpty @DefaultValue("gateway")
                List<@Pattern(regexp = "[A-Za-z0-9.-]{1,64}") String> feedClients,
        @NotNull @Valid @DefaultValue Issuance issuance) {

    /**
     * Where the keys are.
     *
     * @param file a PKCS#12 file
     */
    public record Custody(@NotNull Path file, @NotNull @Size(min = 8, max = 200) String password) {
        @Override
        public String toString() {
            return "Custody[" + file + ", [REDACTED]]";
        }
    }

    /**
     * An account that is made at the start when nobody has that name yet; an existing one is left
     * alone.
     */
    public record BootstrapOperator(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9._-]{1,63}") String username,
            @NotNull @Size(min = 12, max = 72) String password,
            @NotEmpty
                    Set<
                                    @Pattern(
                                            regexp =
                                                    "ADMINISTRATOR|OPERATOR|SUPERVISOR|EXAMINER|AUDITOR")
                                    String>
                            roles) {
        @Override
        public String toString() {
            return "BootstrapOperator[" + username + ", [REDACTED], " + roles + "]";
        }
    }

    /**
     * How cards are made.
     *
     * @param personalisationChain the personalisation leaf's card-verifiable certificates in
     *     hexadecimal, from the one that the cards' trust point signed down to the leaf; the leaf's
     *     key is in the custody
     * @param cardCa the card authority's name in card certificates
     * @param cardThreshold what a comparison on the card must score; 800 let 4 of 9,280 strangers'
     *     fingers through on a desk scanner's set and none of 960 on each of two others, and
     *     refused 1 to 7 of 100 first tries
     * @param validity of a card's certificates
     */
    public record Issuance(
            @Nullable @Size(min = 1, max = 2)
                    List<@Pattern(regexp = "([0-9a-fA-F]{2}){60,230}") String> personalisationChain,
            @NotNull @Pattern(regexp = "[A-Z]{2}[A-Z0-9]{1,14}") @DefaultValue("AEHWCARD00001")
                    String cardCa,
            @NotNull @DurationMin(days = 1) @DurationMax(days = 3653) @DefaultValue("1826d")
                    Duration validity,
            @Min(1) @Max(32_767) @DefaultValue("800") int cardThreshold,
            @NotNull @DurationMin(seconds = 10) @DurationMax(seconds = 120) @DefaultValue("120s")
                    Duration sessionLimit) {}
}
