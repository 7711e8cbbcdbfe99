package org.hawiya.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

class LanguageTest {
    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        assertThat(texts("ar").stringPropertyNames()).isEqualTo(texts("en").stringPropertyNames());
    }

    @Test
    void everyTextIsThereWithItsArguments() {
        for (Language language : Language.values()) {
            assertThat(language.text("finger.again.lead", 3)).contains("3").doesNotContain("{0}");
            assertThat(language.text("bad.lead")).doesNotContain("''");
        }
        assertThat(Language.of("ar").direction()).isEqualTo("rtl");
        assertThat(Language.of("xx")).isEqualTo(Language.EN);
    }

    private static Properties texts(String code) throws IOException {
        Properties texts = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        Objects.requireNonNull(
                                LanguageTest.class.getResourceAsStream(
                                        "/desk/messages_" + code + ".properties")),
                        StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
