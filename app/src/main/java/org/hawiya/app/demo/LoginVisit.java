package org.hawiya.app.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.serve.Ports;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.Resident;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/**
 * One visit of a holder to the e-service: sign in there, accept at the gateway, put card and finger
 * on the reader, come back. Only what a browser and a reader would do.
 */
final class LoginVisit {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;
    private static final int MAX_LOOKS = 50;
    private static final long LOOK_MILLIS = 100;

    private final Stage stage;

    /** How a visit ended. */
    sealed interface Ended {
        /** The e-service knows the visitor. */
        record SignedIn(Claims claims) implements Ended {}

        /**
         * It does not.
         *
         * @param outcome the gateway's word to the reader
         */
        record Refused(String outcome, String message) implements Ended {}
    }

    /** What the e-service tells of its visitor after its own checks of the ID token. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Claims(
            String subject,
            @Nullable String assurance,
            List<String> means,
            Map<String, String> claims) {}

    LoginVisit(Stage stage) {
        this.stage = stage;
    }

    Ended of(CardHolder holder, Resident resident) {
        Ports ports = stage.ports();
        URI inside = ports.eServiceAddress().resolve("/me");
        try (Visitor visitor = new Visitor(stage.trust())) {
            Visitor.Page consent = shown(visitor.open(inside));
            Visitor.Page reader = shown(visitor.press(consent, "button[value=accept]"));
            RelayResult result = relay(reader, holder, resident);
            Visitor.Page back = back(visitor, reader, inside);
            Element failure = back.html().getElementById("failure");
            return failure == null
                    ? claims(visitor, inside, result)
                    : new Ended.Refused(failure.attr("data-failure"), failure.text());
        }
    }

    /** The reader's page asks to continue until the gateway knows how it ended. */
    private static Visitor.Page back(Visitor visitor, Visitor.Page reader, URI inside) {
        Visitor.Page page = reader;
        for (int looks = 0; looks < MAX_LOOKS; looks++) {
            page = shown(visitor.press(page, "#continue button"));
            if (page.address().getAuthority().equals(inside.getAuthority())
                    || page.html().getElementById("failure") != null) {
                return page;
            }
            Pause.millis(LOOK_MILLIS);
        }
        throw new CommandFailure(
                ExitCode.SERVER, "the gateway's page does not end: " + page.html().title());
    }

    private RelayResult relay(Visitor.Page reader, CardHolder holder, Resident resident) {
        Element place = reader.html().getElementById("relay");
        if (place == null) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "the gateway shows no reader page but: " + reader.html().title());
        }
        try (SimulatedCard card = SimulatedCard.load(holder.cardFile())) {
            return new ReaderLine(stage.trust())
                    .serve(
                            URI.create(place.attr("data-relay")),
                            place.attr("data-token"),
                            card,
                            resident);
        }
    }

    private static Ended claims(Visitor visitor, URI inside, RelayResult result) {
        HttpResponse<String> me = visitor.json(inside);
        if (me.statusCode() != OK) {
            return new Ended.Refused(result.outcome(), "the e-service answered " + me.statusCode());
        }
        return new Ended.SignedIn(JSON.readValue(me.body(), Claims.class));
    }

    private static Visitor.Page shown(Visitor.Page page) {
        if (page.status() != OK) {
            throw new CommandFailure(
                    ExitCode.SERVER,
                    "%s://%s%s answered %d: %s"
                            .formatted(
                                    page.address().getScheme(),
                                    page.address().getAuthority(),
                                    page.address().getPath(),
                                    page.status(),
                                    page.html().title()));
        }
        return page;
    }
}
