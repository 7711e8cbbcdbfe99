package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.engine.FingerPosition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everybody with a number gets a card: a blank one in the desk's reader, personalised by the server
 * over the relay.
 */
final class IssuanceChapter {
    private final Stage stage;

    IssuanceChapter(Stage stage) {
        this.stage = stage;
    }

    /** Those who have a working card at the end. */
    List<CardHolder> play(List<Enrolled> people) {
        List<CardHolder> holders = new ArrayList<>();
        for (Enrolled person : people) {
            issue(person).ifPresent(holders::add);
        }
        return holders;
    }

    private Optional<CardHolder> issue(Enrolled person) {
        CardSerial serial = CardSerial.random(stage.random());
        Path cardFile = stage.wallet().resolve(serial.toHex() + ".card");
        stage.desk().stockBlankCards(List.of(serial.toHex()));
        RegistrationDesk.Issuance issuance = stage.desk().issueCard(person.identityNumber());
        RelayResult result;
        try (SimulatedCard card = stage.installation().manufactureCard(cardFile, serial)) {
            result =
                    new ReaderLine(stage.trust())
                            .serve(
                                    issuance.relay(),
                                    issuance.token(),
                                    card,
                                    new LiveResident(person.player()));
        }
        RegistrationDesk.CardStanding standing = stage.desk().card(issuance.cardId());
        List<FingerPosition> fingers = fingers(standing);
        if (!standing.status().equals("ACTIVE")) {
            stage.say(
                    "no card for %s: %s, %s"
                            .formatted(
                                    person.identityNumber(), standing.status(), result.outcome()));
            return Optional.empty();
        }
        stage.say("card issued to %s with %s".formatted(person.identityNumber(), fingers));
        return Optional.of(new CardHolder(person, issuance.cardId(), cardFile, fingers));
    }

    private static List<FingerPosition> fingers(RegistrationDesk.CardStanding standing) {
        List<Integer> codes = standing.fingers();
        if (codes == null) {
            throw new CommandFailure(
                    ExitCode.SERVER, "enrolment does not say which fingers are on a card");
        }
        return codes.stream().map(FingerPosition::ofCode).toList();
    }
}
