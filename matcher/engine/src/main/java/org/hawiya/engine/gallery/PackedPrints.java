package org.hawiya.engine.gallery;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.template.MalformedTemplateException;
import org.hawiya.engine.template.PackedTemplate;
import org.hawiya.engine.template.Template;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * All packed templates of a person in one string of bytes: {@code { position(1) length(2) packed
 * template }}.
 */
final class PackedPrints {
    private PackedPrints() {}

    static byte[] pack(Prints prints) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        prints.fingers()
                .forEach((position, template) -> {
                    byte[] packed = PackedTemplate.pack(template);
                    out.write(position.code());
                    out.write(packed.length >> 8);
                    out.write(packed.length);
                    out.writeBytes(packed);
                });
        return out.toByteArray();
    }

    /**
     * The prints that were packed.
     *
     * @throws MalformedTemplateException when the bytes were not made by {@link #pack}
     */
    static Prints unpack(byte[] packed) {
        Map<FingerPosition, Template> fingers = new EnumMap<>(FingerPosition.class);
        int at = 0;
        while (at < packed.length) {
            if (packed.length - at < 3 || packed[at] < 1 || packed[at] > 10) {
                throw new MalformedTemplateException("The packed prints have no finger here", at);
            }
            int length = ((packed[at + 1] & 0xFF) << 8) | (packed[at + 2] & 0xFF);
            if (packed.length - at - 3 < length) {
                throw new MalformedTemplateException("The packed prints end within a template", at);
            }
            Template template =
                    PackedTemplate.unpack(Arrays.copyOfRange(packed, at + 3, at + 3 + length));
            fingers.put(FingerPosition.ofCode(packed[at]), template);
            at += 3 + length;
        }
        return new Prints(fingers);
    }
}
