package org.hawiya.app.demo;

import org.hawiya.engine.FingerPosition;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Every card is tried with another person's finger: it must refuse, and count the try. */
final class ImpostorChapter {
    private final Stage stage;

    record Outcome(int tries, int refused) {}

    ImpostorChapter(Stage stage) {
        this.stage = stage;
    }

    Outcome play(List<CardHolder> holders) {
        int refused = 0;
        for (int i = 0; i < holders.size(); i++) {
            refused += refuses(holders.get(i), stranger(holders, i)) ? 1 : 0;
        }
        return new Outcome(holders.size(), refused);
    }

    private boolean refuses(CardHolder holder, Player stranger) {
        Impostor impostor = new Impostor(stranger);
        LoginVisit.Ended ended = new LoginVisit(stage).of(holder, impostor);
        boolean refused =
                ended instanceof LoginVisit.Ended.Refused && countsTheTry(impostor.triesSeen());
        stage.say(
                "the card of %s, tried with a finger of %s: %s (tries left, as the card said: %s)"
                        .formatted(
                                holder.person().identityNumber(),
                                stranger.label(),
                                refused ? "refused and counted" : "NOT REFUSED: " + ended,
                                impostor.triesSeen()));
        return refused;
    }

    private static boolean countsTheTry(List<Integer> triesSeen) {
        return triesSeen.size() >= 2 && triesSeen.getLast() < triesSeen.getFirst();
    }

    private static Player stranger(List<CardHolder> holders, int i) {
        Player own = holders.get(i).person().player();
        return holders.size() > 1
                ? holders.get((i + 1) % holders.size()).person().player()
                : new OtherFingers(own);
    }

    /**
     * When there is nobody else: the same person's other fingers, which are not the one asked for.
     */
    private record OtherFingers(Player player) implements Player {
        @Override
        public String label() {
            return player.label() + " (another finger)";
        }

        @Override
        public SortedSet<FingerPosition> fingers() {
            return player.fingers();
        }

        @Override
        public Optional<PrintImage> impression(FingerPosition finger, int impression) {
            return player.fingers().stream()
                    .filter(other -> other != finger)
                    .flatMap(other -> player.impression(other, impression).stream())
                    .findFirst();
        }
    }
}
