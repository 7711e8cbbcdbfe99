package org.hawiya.custody;

import java.time.Duration;
import javax.security.auth.x500.X500Principal;

/**
 * What a certificate says about its holder.
 *
 * @param authority whether the holder may certify end entities (path length 0)
 */
public record CertificateProfile(X500Principal subject, Duration validity, boolean authority) {
    private static final Duration TEN_YEARS = Duration.ofDays(3_653);

    public CertificateProfile {
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("a certificate needs a time to be valid in");
        }
    }

    /** What a key of this name says when nobody asks for more: its own name, ten years. */
    public static CertificateProfile standard(KeyName name) {
        return new CertificateProfile(
                new X500Principal("CN=" + name.value() + ", O=Hawiya"),
                TEN_YEARS,
                name.use() == KeyUse.CERTIFYING);
    }

    /** An end entity called {@code commonName}. */
    public static CertificateProfile endEntity(String commonName, Duration validity) {
        return new CertificateProfile(
                new X500Principal("CN=" + commonName + ", O=Hawiya"), validity, false);
    }
}
