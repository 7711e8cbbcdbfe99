package org.hawiya.app.desk;

import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.engine.FingerPosition;
import org.jsoup.nodes.Entities;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The desk's pages as HTML: everything that is not a text of ours is escaped. */
final class Page {
    private static final String STRANGER = "stranger";

    private final Language language;
    private final String here;

    /**
     * @param here path and query of this page without the language, for the link to the other
     *     language
     */
    Page(Language language, String here) {
        this.language = language;
        this.here = here;
    }

    String wallet(List<WalletCard> cards, URI eService) {
        String rows =
                cards.stream()
                        .map(card ->
                                """
                                <tr><td><bdi>%s</bdi></td><td><code class="hw-number">%s</code></td></tr>
                                """
                                        .formatted(
                                                escape(card.name(language)),
                                                escape(card.identityNumber())))
                        .collect(Collectors.joining());
        String table =
                cards.isEmpty()
                        ? "<p class=\"hw-notice\">" + text("wallet.empty") + "</p>"
                        : """
                        <div class="hw-scroll" role="region" tabindex="0" aria-label="%s"><table class="hw-table"><thead><tr><th scope="col">%s</th><th scope="col">%s</th></tr></thead>
                        <tbody>%s</tbody></table></div>
                        """
                                .formatted(text("wallet"), text("holder"), text("number"), rows);
        return frame(
                text("wallet"),
                """
                <h1>%s</h1><p>%s</p>%s<p>%s</p>
                <p class="hw-actions"><a class="aegov-btn" id="e-service" href="%s">%s</a></p>
                """
                        .formatted(
                                text("wallet"),
                                text("wallet.lead"),
                                table,
                                text("wallet.start"),
                                escape(eService.toString()),
                                text("wallet.eservice")),
                "");
    }

    String chooseCard(List<WalletCard> cards, Map<String, String> hidden) {
        String choices =
                cards.stream()
                        .map(card ->
                                """
                                <p class="hw-check"><input type="radio" name="card" id="card-%1$s" value="%1$s"%4$s required>
                                <label for="card-%1$s"><bdi>%2$s</bdi> <code class="hw-number">%3$s</code></label></p>
                                """
                                        .formatted(
                                                escape(card.serial()),
                                                escape(card.name(language)),
                                                escape(card.identityNumber()),
                                                card.equals(cards.getFirst()) ? " checked" : ""))
                        .collect(Collectors.joining());
        return frame(
                text("choose.title"),
                """
                <h1>%s</h1><p>%s</p>
                <form method="post" action="/connect">%s<fieldset class="hw-field"><legend>%s</legend>%s</fieldset>
                <p class="hw-actions"><button class="aegov-btn" type="submit" id="insert">%s</button></p></form>
                """
                        .formatted(
                                text("choose.title"),
                                text("choose.lead"),
                                hidden(hidden),
                                text("card"),
                                choices,
                                text("choose.continue")),
                "");
    }

    String consent(
            RelayRequest request,
            WalletCard card,
            List<WalletCard> people,
            Map<String, String> hidden) {
        String claims =
                request.claims().stream()
                        .map(claim -> "<li>" + escape(claim) + "</li>")
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
        return frame(
                text("consent.title"),
                """
                <h1>%s</h1>
                <dl class="hw-facts"><dt>%s</dt><dd><bdi>%s</bdi></dd><dt>%s</dt><dd><bdi>%s</bdi></dd><dt>%s</dt><dd>%s</dd>
                <dt>%s</dt><dd><span class="hw-code" id="matching-code">%s</span></dd></dl><p class="hw-hint">%s</p>
                <form method="post" action="/answer">%s%s
                <p class="hw-actions"><button class="aegov-btn" type="submit" name="answer" value="accept" id="accept">%s</button>
                <button class="aegov-btn btn-outline" type="submit" name="answer" value="refuse" id="refuse">%s</button></p></form>
                """
                        .formatted(
                                text("consent.title"),
                                text("consent.who"),
                                escape(language.of(request.requester())),
                                text("consent.purpose"),
                                escape(language.of(request.purpose())),
                                text("consent.claims"),
                                claims,
                                text("consent.code"),
                                escape(request.matchingCode()),
                                text("consent.code.hint"),
                                hidden(hidden),
                                fingerFields(card, people),
                                text("consent.accept"),
                                text("consent.refuse")),
                "");
    }

    String fingerAgain(
            int triesLeft, WalletCard card, List<WalletCard> people, Map<String, String> hidden) {
        return frame(
                text("finger.again.title"),
                """
                <h1>%s</h1><p class="hw-notice hw-bad" role="alert">%s</p>
                <form method="post" action="/answer">%s%s
                <p class="hw-actions"><button class="aegov-btn" type="submit" name="answer" value="finger" id="finger-again">%s</button>
                <button class="aegov-btn btn-outline" type="submit" name="answer" value="stop" id="stop">%s</button></p></form>
                """
                        .formatted(
                                text("finger.again.title"),
                                language.text("finger.again.lead", triesLeft),
                                hidden(hidden),
                                fingerFields(card, people),
                                text("finger.again.submit"),
                                text("finger.again.stop")),
                "");
    }

    String working() {
        return frame(
                text("working.title"),
                "<h1>%s</h1><p role=\"status\">%s</p>"
                        .formatted(text("working.title"), text("working.lead")),
                "<meta http-equiv=\"refresh\" content=\"1\">");
    }

    String ended(boolean good, String message, URI backTo) {
        return frame(
                text(good ? "ended.good" : "ended.bad"),
                """
                <h1>%s</h1><p class="hw-notice %s" role="status">%s</p>
                <p class="hw-actions"><a class="aegov-btn" id="back" href="%s">%s</a> <a class="aegov-btn btn-outline" href="/?lang=%s">%s</a></p>
                """
                        .formatted(
                                text(good ? "ended.good" : "ended.bad"),
                                good ? "hw-good" : "hw-bad",
                                escape(message),
                                escape(backTo.toString()),
                                text("ended.back"),
                                language.code(),
                                text("ended.wallet")),
                "");
    }

    String failed(String reason, URI backTo) {
        return frame(
                text("failed.title"),
                """
                <h1>%s</h1><p class="hw-notice hw-bad" role="alert">%s</p>
                <p class="hw-actions"><a class="aegov-btn" id="back" href="%s">%s</a></p>
                """
                        .formatted(
                                text("failed.title"),
                                escape(language.text("failed.lead", reason)),
                                escape(backTo.toString()),
                                text("ended.back")),
                "");
    }

    String badLink() {
        return frame(
                text("bad.title"),
                "<h1>%s</h1><p>%s</p><p><a href=\"/?lang=%s\">%s</a></p>"
                        .formatted(
                                text("bad.title"),
                                text("bad.lead"),
                                language.code(),
                                text("ended.wallet")),
                "");
    }

    private String fingerFields(WalletCard card, List<WalletCard> people) {
        String persons =
                people.stream()
                                .map(person ->
                                        "<option value=\"%s\"%s>%s</option>"
                                                .formatted(
                                                        escape(person.serial()),
                                                        person.equals(card) ? " selected" : "",
                                                        escape(person.name(language))))
                                .collect(Collectors.joining())
                        + "<option value=\""
                        + STRANGER
                        + "\">"
                        + text("finger.stranger")
                        + "</option>";
        FingerPosition preset =
                card.fingers().isEmpty() ? FingerPosition.RIGHT_INDEX : card.fingers().getFirst();
        String fingers =
                List.of(FingerPosition.values()).stream()
                        .map(finger ->
                                "<option value=\"%d\"%s>%s</option>"
                                        .formatted(
                                                finger.code(),
                                                finger == preset ? " selected" : "",
                                                text("finger." + finger.code())))
                        .collect(Collectors.joining());
        return """
        <div class="hw-grid"><div class="hw-field"><label for="person">%s</label><select class="hw-select" id="person" name="person">%s</select></div>
        <div class="hw-field"><label for="finger">%s</label><select class="hw-select" id="finger" name="finger">%s</select></div></div>
        """
                .formatted(text("finger.person"), persons, text("finger.which"), fingers);
    }

    private String frame(String title, String main, String head) {
        String join = here.contains("?") ? "&" : "?";
        Language other = language.other();
        return """
        <!DOCTYPE html>
        <html lang="%1$s" dir="%2$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%3$s · %4$s</title><link rel="stylesheet" href="/design/hawiya.css">%5$s</head>
        <body><a class="hw-skip" href="#main">%6$s</a>
        <header class="hw-header"><div class="hw-header-row"><a class="hw-brand" href="/?lang=%1$s"><img src="/design/emblem.svg" alt="" width="40" height="40"> %4$s</a>
        <nav class="hw-nav" aria-label="%11$s"><a href="%7$s" lang="%8$s" hreflang="%8$s" id="language">%11$s</a></nav></div></header>
        <main id="main" class="hw-main hw-narrow">%9$s</main>
        <footer class="hw-footer"><div class="hw-footer-row"><p>%10$s</p></div></footer></body></html>
        """
                .formatted(
                        language.code(),
                        language.direction(),
                        escape(title),
                        text("brand"),
                        head,
                        text("skip"),
                        escape(here + join + "lang=" + other.code()),
                        other.code(),
                        main,
                        text("footer"),
                        text("language"));
    }

    private static String hidden(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                                .formatted(escape(field.getKey()), escape(field.getValue())))
                .collect(Collectors.joining());
    }

    private String text(String key) {
        return escape(language.text(key));
    }

    private static String escape(String text) {
        return Entities.escape(text).replace("\"", "&quot;");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
