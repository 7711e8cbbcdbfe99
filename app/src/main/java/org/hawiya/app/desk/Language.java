package org.hawiya.app.desk;

import org.hawiya.card.terminal.relay.Bilingual;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The two languages of the desk's pages, with their texts. */
enum Language {
    EN("ltr"),
    AR("rtl");

    private static final Map<String, Properties> TEXTS =
            Map.of(
                    "en",
                    load("/desk/messages_en.properties"),
                    "ar",
                    load("/desk/messages_ar.properties"));

    private final String direction;

    Language(String direction) {
        this.direction = direction;
    }

    /** The language of a code; English for an unknown one. */
    static Language of(@Nullable String code) {
        return "ar".equals(code) ? AR : EN;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String direction() {
        return direction;
    }

    Language other() {
        return this == EN ? AR : EN;
    }

    String text(String key, Object... arguments) {
        String text = TEXTS.getOrDefault(code(), new Properties()).getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text " + key + " in " + this);
        }
        return MessageFormat.format(text, arguments);
    }

    String of(Bilingual both) {
        return this == AR ? both.ar() : both.en();
    }

    private static Properties load(String resource) {
        Properties texts = new Properties();
        try (@Nullable InputStream in = Language.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
