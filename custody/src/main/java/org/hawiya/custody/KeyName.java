package org.hawiya.custody;

import java.util.regex.Pattern;

/**
 * The name under which a custody knows a key, and the use the key is bound to. The constants are
 * the whole key table of the system.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters (PKCS#12 and PKCS#11 fold
 *     case differently)
 */
public record KeyName(String value, KeyUse use) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    /** Certifies the gateway's leaves to the cards. Kept offline. */
    public static final KeyName GATEWAY_CA = new KeyName("gateway-ca", KeyUse.CERTIFYING);

    /** Proves the gateway to a card; lives for days. */
    public static final KeyName GATEWAY_LEAF = new KeyName("gateway-leaf", KeyUse.SIGNING);

    /** Proves the issuing desk to a card that is being personalised. */
    public static final KeyName PERSONALISATION_LEAF =
            new KeyName("personalisation-leaf", KeyUse.SIGNING);

    /** Certifies a card's two keys. */
    public static final KeyName CARD_CA = new KeyName("card-ca", KeyUse.CERTIFYING);

    /** Derives a card's own secret from its serial. */
    public static final KeyName CARD_MASTER = new KeyName("card-master", KeyUse.MAC);

    /** Derives the key of one finger's container on one card. */
    public static final KeyName CONTAINER_MASTER = new KeyName("container-master", KeyUse.MAC);

    /** Derives the key that protects a blank card on its way from the manufacturer. */
    public static final KeyName TRANSPORT_MASTER = new KeyName("transport-master", KeyUse.MAC);

    /** Wraps each person's data key. */
    public static final KeyName REGISTER_MASTER = new KeyName("register-master", KeyUse.SEALING);

    /** Signs the ledger's checkpoints. */
    public static final KeyName CHECKPOINT = new KeyName("checkpoint", KeyUse.SIGNING);

    /** Signs tokens and assertions. */
    public static final KeyName OPENID_SIGNING = new KeyName("openid-signing", KeyUse.SIGNING);

    /** Derives pairwise subjects. */
    public static final KeyName PSEUDONYM = new KeyName("pseudonym", KeyUse.MAC);

    /** Hides a person's identifier in the ledger. */
    public static final KeyName LEDGER_SUBJECT = new KeyName("ledger-subject", KeyUse.MAC);

    /** Seals the gateway's own copy of the register. */
    public static final KeyName GATEWAY_RECORDS = new KeyName("gateway-records", KeyUse.SEALING);

    /** Seals the matcher's snapshots. */
    public static final KeyName SNAPSHOT = new KeyName("snapshot", KeyUse.SEALING);

    public KeyName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a key name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
