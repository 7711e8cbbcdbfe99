package org.hawiya.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.hawiya.gateway.party.Scope;
import org.hawiya.gateway.session.Failure;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private final Properties english = bundle("/gateway/messages.properties");
    private final Properties arabic = bundle("/gateway/messages_ar.properties");

    @Test
    void bothLanguages_sayTheSameThings() {
        assertThat(arabic.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    }

    @Test
    void everyFailure_saysWhatHappenedAndWhatToDo() {
        for (Failure failure : Failure.values()) {
            assertThat(english).containsKeys("failure." + failure, "failure." + failure + ".todo");
        }
    }

    @Test
    void everyScope_isExplained() {
        for (Scope scope : Scope.values()) {
            assertThat(english).containsKey("scope." + scope.value());
        }
    }

    @Test
    void arabicTexts_areArabic() {
        arabic.forEach((key, text) -> {
            if (!key.equals("language.other")) {
                assertThat(text.toString()).as("%s", key).containsPattern("\\p{IsArabic}");
            }
        });
    }

    private static Properties bundle(String name) {
        try (InputStream in = MessagesTest.class.getResourceAsStream(name);
                Reader reader =
                        new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
