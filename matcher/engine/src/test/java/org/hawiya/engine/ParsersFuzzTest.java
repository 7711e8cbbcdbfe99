package org.hawiya.engine;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;
import org.hawiya.engine.template.CompactTemplate;
import org.hawiya.engine.template.InterchangeTemplate;
import org.hawiya.engine.template.IsoTemplate;
import org.hawiya.engine.template.MalformedTemplateException;
import org.hawiya.engine.template.PackedTemplate;

/**
 * A parser answers with a value or with its one exception. By itself a target only replays its
 * seeds; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones, one target a run.
 */
class ParsersFuzzTest {
    @FuzzTest
    void isoTemplate(byte[] record) {
        try {
            IsoTemplate.read(record);
        } catch (MalformedTemplateException expected) {
            // what a broken record deserves
        }
    }

    @FuzzTest
    void interchangeTemplate(byte[] record) {
        try {
            InterchangeTemplate.read(record);
        } catch (MalformedTemplateException expected) {
            // what a broken record deserves
        }
    }

    @FuzzTest
    void packedTemplate(byte[] record) {
        try {
            PackedTemplate.unpack(record);
        } catch (MalformedTemplateException expected) {
            // what a broken record deserves
        }
    }

    @FuzzTest
    void compactTemplate(byte[] record) {
        try {
            CompactTemplate.decode(record);
        } catch (MalformedTemplateException expected) {
            // what a broken record deserves
        }
    }

    @FuzzTest
    void imageCodec(byte[] file) {
        try {
            ImageCodec.read(file, 500);
        } catch (MalformedImageException expected) {
            // what a broken file deserves
        }
    }
}
