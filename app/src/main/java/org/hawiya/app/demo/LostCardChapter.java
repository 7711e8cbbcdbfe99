package org.hawiya.app.demo;

/**
 * A card is reported lost: the next login with it is refused at once, before anybody asks for a
 * finger.
 */
final class LostCardChapter {
    private final Stage stage;

    LostCardChapter(Stage stage) {
        this.stage = stage;
    }

    boolean play(CardHolder holder) {
        stage.desk().reportLost(holder.cardId());
        LiveResident resident = new LiveResident(holder.person().player());
        LoginVisit.Ended ended = new LoginVisit(stage).of(holder, resident);
        boolean refused =
                ended instanceof LoginVisit.Ended.Refused(String outcome, String message)
                        && outcome.equals("CARD_LOST")
                        && resident.triesSeen().isEmpty();
        stage.say(
                "the card of %s was reported lost; its next login: %s"
                        .formatted(
                                holder.person().identityNumber(),
                                refused ? "refused at once" : "NOT REFUSED: " + ended));
        return refused;
    }
}
