package org.hawiya.gateway.session;

import java.util.Locale;
import org.hawiya.card.terminal.relay.Bilingual;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Texts for the resident's side, which chooses the language itself. */
@Component
class Texts {
    private static final Locale ARABIC = Locale.of("ar");

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    Bilingual of(String key) {
        return new Bilingual(
                messages.getMessage(key, null, Locale.ENGLISH),
                messages.getMessage(key, null, ARABIC));
    }

    /** What happened, then what to do. */
    Bilingual of(Failure failure) {
        Bilingual what = of("failure." + failure.name());
        Bilingual todo = of("failure." + failure.name() + ".todo");
        return new Bilingual(what.en() + " " + todo.en(), what.ar() + " " + todo.ar());
    }
}
