package org.hawiya.card.terminal;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Issues, reads and verifies card-verifiable certificates.
 *
 * <p>Layout: {@code 7F4E{5F29 00, 42 issuer, 7F49{06 algorithm, 86 point}, 5F20 holder, 7F4C{06
 * authorisation, 53 role rights(2) groups(2)}, 5F25 YYMMDD, 5F24 YYMMDD} 5F37 r s}, dates one
 * decimal digit a byte (TR-03110-3, C.1). Every certificate is at most 230 bytes, so that it fits
 * one short APDU. The authorisation is our own, hence its identifier from the example arc.
 */
public final class CvCertificates {

    /** Tag, length and value of 5F37. */
    static final int SIGNATURE_OBJECT = 67;

    /** ecdsa-with-SHA256 for terminal authentication, 0.4.0.127.0.7.2.2.2.2.3. */
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("04007f00070202020203");

    /** 2.999.784.1: the example arc until the authority takes an identifier of its own. */
    private static final byte[] AUTHORISATION = HexFormat.of().parseHex("8837861001");

    private CvCertificates() {}

    /** A self-signed root: a trust point of cards. */
    public static CvCertificate root(
            HolderReference name, ECPublicKey key, LocalDate from, LocalDate to, Signer signer) {
        return sign(
                name,
                new Request(
                        name,
                        key,
                        CvRole.ROOT,
                        EnumSet.allOf(Right.class),
                        EnumSet.allOf(DataGroup.class),
                        from,
                        to),
                signer);
    }

    /**
     * What is to be certified.
     *
     * @param effective first day
     * @param expires last day; the leaf of a gateway should live days, not years
     */
    public record Request(
            HolderReference holder,
            ECPublicKey key,
            CvRole role,
            Set<Right> rights,
            Set<DataGroup> groups,
            LocalDate effective,
            LocalDate expires) {}

    /** Signs a request in the name of an authority. */
    public static CvCertificate issue(HolderReference issuer, Request request, Signer signer) {
        return sign(issuer, request, signer);
    }

    /**
     * Reads a certificate; nothing of it is verified.
     *
     * @param encoded 7F4E and 5F37
     */
    public static CvCertificate parse(byte[] encoded) {
        List<Tlv> parts = Tlv.parse(encoded);
        byte[] body = Tlv.only(parts, 0x7F4E);
        byte[] signature = Tlv.only(parts, 0x5F37);
        if (parts.size() != 2 || parts.get(0).tag() != 0x7F4E || signature.length != 64) {
            throw new CardProtocolException.Malformed("No certificate: body, then 64 bytes");
        }
        List<Tlv> fields = Tlv.parse(body);
        List<Tlv> keyFields = Tlv.parse(Tlv.only(fields, 0x7F49));
        List<Tlv> authorisation = Tlv.parse(Tlv.only(fields, 0x7F4C));
        byte[] bits = Tlv.only(authorisation, 0x53);
        if (bits.length != 5 || !Arrays.equals(Tlv.only(keyFields, 0x06), ALGORITHM)) {
            throw new CardProtocolException.Malformed("Unknown algorithm or authorisation");
        }
        return new CvCertificate(
                reference(Tlv.only(fields, 0x42)),
                reference(Tlv.only(fields, 0x5F20)),
                P256.decode(Tlv.only(keyFields, 0x86)),
                role(bits[0] & 0xFF),
                rights(((bits[1] & 0xFF) << 8) | (bits[2] & 0xFF)),
                groups(((bits[3] & 0xFF) << 8) | (bits[4] & 0xFF)),
                date(Tlv.only(fields, 0x5F25)),
                date(Tlv.only(fields, 0x5F24)),
                encoded);
    }

    /** Whether the issuer's key made the signature; dates, roles and rights are not looked at. */
    public static boolean isSignedBy(CvCertificate certificate, ECPublicKey issuer) {
        return P256.verify(issuer, certificate.body(), certificate.signature());
    }

    private static CvCertificate sign(HolderReference issuer, Request request, Signer signer) {
        if (request.expires().isBefore(request.effective())) {
            throw new IllegalArgumentException("A certificate cannot expire before it is valid");
        }
        byte[] body =
                Tlv.encode(
                        0x7F4E,
                        Tlv.encode(0x5F29, new byte[] {0}),
                        Tlv.encode(0x42, issuer.encoded()),
                        Tlv.encode(
                                0x7F49,
                                Tlv.encode(0x06, ALGORITHM),
                                Tlv.encode(0x86, P256.encode(request.key()))),
                        Tlv.encode(0x5F20, request.holder().encoded()),
                        Tlv.encode(
                                0x7F4C,
                                Tlv.encode(0x06, AUTHORISATION),
                                Tlv.encode(0x53, bits(request.role(), request.rights(), request.groups()))),
                        Tlv.encode(0x5F25, date(request.effective())),
                        Tlv.encode(0x5F24, date(request.expires())));
        return parse(Tlv.concat(body, Tlv.encode(0x5F37, signer.sign(body))));
    }

    /** Role (1), rights (2), groups (2) as the card keeps them of a trust point. */
    static byte[] bits(CvCertificate certificate) {
        return bits(certificate.role(), certificate.rights(), certificate.groups());
    }

    private static byte[] bits(CvRole role, Set<Right> granted, Set<DataGroup> readable) {
        int rights = 0;
        for (Right right : granted) {
            rights |= right.bit();
        }
        int groups = 0;
        for (DataGroup group : readable) {
            groups |= group.bit();
        }
        return new byte[] {
            (byte) role.code(),
            (byte) (rights >> 8),
            (byte) rights,
            (byte) (groups >> 8),
            (byte) groups
        };
    }

    private static CvRole role(int code) {
        for (CvRole role : CvRole.values()) {
            if (role.code() == code) {
                return role;
            }
        }
        throw new CardProtocolException.Malformed("Unknown role of a certificate");
    }

    private static Set<Right> rights(int bits) {
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if ((bits & right.bit()) != 0) {
                rights.add(right);
            }
        }
        return rights;
    }

    private static Set<DataGroup> groups(int bits) {
        Set<DataGroup> groups = EnumSet.noneOf(DataGroup.class);
        for (DataGroup group : DataGroup.values()) {
            if ((bits & group.bit()) != 0) {
                groups.add(group);
            }
        }
        return groups;
    }

    private static HolderReference reference(byte[] bytes) {
        try {
            return new HolderReference(new String(bytes, StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new CardProtocolException.Malformed("No holder reference in a certificate");
        }
    }

    static byte[] date(LocalDate date) {
        int packed =
                date.getYear() % 100 * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
        byte[] digits = new byte[6];
        for (int i = 5; i >= 0; i--) {
            digits[i] = (byte) (packed % 10);
            packed /= 10;
        }
        return digits;
    }

    private static LocalDate date(byte[] digits) {
        int packed = 0;
        for (byte digit : digits) {
            if (digit < 0 || digit > 9) {
                throw new CardProtocolException.Malformed("No date in a certificate");
            }
            packed = packed * 10 + digit;
        }
        try {
            return LocalDate.of(2000 + packed / 10_000, packed / 100 % 100, packed % 100);
        } catch (java.time.DateTimeException e) {
            throw new CardProtocolException.Malformed("No date in a certificate");
        }
    }
}
