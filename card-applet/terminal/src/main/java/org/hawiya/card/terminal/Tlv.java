package org.hawiya.card.terminal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * BER-TLV as smart cards use it: tags of one or two bytes, definite lengths up to 65,535.
 *
 * @param tag one or two bytes, the first one high
 */
@SuppressWarnings("ArrayRecordComponent") // internal, never shared
record Tlv(int tag, byte[] value) {

    /** Encodes one object. */
    static byte[] encode(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 6);
        if (tag > 0xFF) {
            out.write(tag >> 8);
        }
        out.write(tag);
        if (length > 0xFF) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length > 0x7F) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** Reads objects until the bytes end; anything left over is malformed. */
    static List<Tlv> parse(byte[] bytes) {
        var objects = new ArrayList<Tlv>();
        int at = 0;
        while (at < bytes.length) {
            int tag = bytes[at++] & 0xFF;
            if ((tag & 0x1F) == 0x1F) {
                tag = tag << 8 | byteAt(bytes, at++);
            }
            int length = byteAt(bytes, at++);
            if (length == 0x81) {
                length = byteAt(bytes, at++);
            } else if (length == 0x82) {
                length = byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
                at += 2;
            } else if (length > 0x7F) {
                throw new CardProtocolException.Malformed("Length byte of an unknown form");
            }
            if (length > bytes.length - at) {
                throw new CardProtocolException.Malformed("An object is longer than what holds it");
            }
            objects.add(new Tlv(tag, java.util.Arrays.copyOfRange(bytes, at, at + length)));
            at += length;
        }
        return objects;
    }

    /** The value of the only object with that tag. */
    static byte[] only(List<Tlv> objects, int tag) {
        byte[] found = null;
        for (Tlv object : objects) {
            if (object.tag == tag) {
                if (found != null) {
                    throw new CardProtocolException.Malformed(
                            String.format("Object %X comes twice", tag));
                }
                found = object.value;
            }
        }
        if (found == null) {
            throw new CardProtocolException.Malformed(String.format("Object %X is missing", tag));
        }
        return found;
    }

    /** The value of the only object there is, which must have that tag. */
    static byte[] single(byte[] bytes, int tag) {
        List<Tlv> objects = parse(bytes);
        if (objects.size() != 1) {
            throw new CardProtocolException.Malformed(
                    String.format("One object %X was expected, not %d", tag, objects.size()));
        }
        return only(objects, tag);
    }

    static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static int byteAt(byte[] bytes, int at) {
        if (at >= bytes.length) {
            throw new CardProtocolException.Malformed("An object ends in its header");
        }
        return bytes[at] & 0xFF;
    }
}
