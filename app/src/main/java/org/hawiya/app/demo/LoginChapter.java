package org.hawiya.app.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everybody signs in at the e-service with card and live finger: impression 3, then 4 when that is
 * refused.
 */
final class LoginChapter {
    private static final String CARD_AND_FINGER = "urn:hawiya:acr:card-finger";

    private final Stage stage;

    /**
     * @param verified accepted logins whose claims are the right person's
     */
    record Outcome(int logins, int accepted, int verified, List<Double> seconds) {}

    LoginChapter(Stage stage) {
        this.stage = stage;
    }

    Outcome play(List<CardHolder> holders) {
        int accepted = 0;
        int verified = 0;
        List<Double> seconds = new ArrayList<>();
        Set<String> subjects = new HashSet<>();
        for (CardHolder holder : holders) {
            double start = stage.narrator().seconds();
            LoginVisit.Ended ended =
                    new LoginVisit(stage).of(holder, new LiveResident(holder.person().player()));
            seconds.add(stage.narrator().seconds() - start);
            switch (ended) {
                case LoginVisit.Ended.SignedIn(LoginVisit.Claims claims) -> {
                    accepted++;
                    boolean right = isOf(holder, claims) && subjects.add(claims.subject());
                    verified += right ? 1 : 0;
                    stage.say(
                            "%s signed in at the e-service with card and finger; its claims are %s"
                                    .formatted(
                                            holder.person().identityNumber(),
                                            right ? "right" : "WRONG: " + claims));
                }
                case LoginVisit.Ended.Refused(String outcome, String message) ->
                        stage.say(
                                "%s was refused at login: %s, %s"
                                        .formatted(
                                                holder.person().identityNumber(),
                                                outcome,
                                                message));
            }
        }
        return new Outcome(holders.size(), accepted, verified, seconds);
    }

    /**
     * The right number, proved by the right means, under a name that is no number of the register.
     */
    private static boolean isOf(CardHolder holder, LoginVisit.Claims claims) {
        return holder.person().identityNumber().equals(claims.claims().get("identity_number"))
                && CARD_AND_FINGER.equals(claims.assurance())
                && claims.means().containsAll(List.of("hwk", "fpt"))
                && !claims.subject().contains(holder.person().identityNumber());
    }
}
