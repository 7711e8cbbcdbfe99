package org.hawiya.enrollment.issuance;

import java.util.List;
import java.util.Optional;
import org.hawiya.card.terminal.CardSerial;
import org.hawiya.card.terminal.PersonalisedCard;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.vault.PersonId;

/** A card of a person. Transitions as with applications: a method of the state they leave from. */
public sealed interface Card {

    CardId id();

    PersonId person();

    /** The fingers on it, the better one first. */
    List<FingerPosition> fingers();

    int keyVersion();

    /** Nothing before a blank card was in the reader. */
    default Optional<CardSerial> serial() {
        return switch (this) {
            case Personalising it -> it.chosen();
            case Spoiled it -> it.chosen();
            case Active it -> Optional.of(it.certified().serial());
            case Lost it -> Optional.of(it.certified().serial());
            case Revoked it -> Optional.of(it.certified().serial());
        };
    }

    /** Ordered; a blank card may have been chosen and begun. */
    record Personalising(
            CardId id,
            PersonId person,
            List<FingerPosition> fingers,
            int keyVersion,
            Optional<CardSerial> chosen)
            implements Card {
        Active activate(PersonalisedCard made) {
            return new Active(
                    id,
                    person,
                    fingers,
                    keyVersion,
                    new Certified(
                            made.serial(),
                            made.channelCertificate().encoded(),
                            made.assertionCertificate().encoded()));
        }

        Spoiled spoil() {
            return new Spoiled(id, person, fingers, keyVersion, chosen);
        }
    }

    /** Can be used. */
    record Active(
            CardId id,
            PersonId person,
            List<FingerPosition> fingers,
            int keyVersion,
            Certified certified)
            implements Card {
        Lost lose() {
            return new Lost(id, person, fingers, keyVersion, certified);
        }
    }

    /** Reported lost, for good. */
    record Lost(
            CardId id,
            PersonId person,
            List<FingerPosition> fingers,
            int keyVersion,
            Certified certified)
            implements Card {}

    /** Taken back by the authority. */
    record Revoked(
            CardId id,
            PersonId person,
            List<FingerPosition> fingers,
            int keyVersion,
            Certified certified)
            implements Card {}

    /** Never became a card. */
    record Spoiled(
            CardId id,
            PersonId person,
            List<FingerPosition> fingers,
            int keyVersion,
            Optional<CardSerial> chosen)
            implements Card {}

    /** What was certified: public, so the bytes are shared and must not be changed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Certified(CardSerial serial, byte[] channelCertificate, byte[] assertionCertificate) {}

    /** The state's name in the database and in the API. */
    default Status status() {
        return switch (this) {
            case Personalising ignored -> Status.PERSONALISING;
            case Active ignored -> Status.ACTIVE;
            case Lost ignored -> Status.LOST;
            case Revoked ignored -> Status.REVOKED;
            case Spoiled ignored -> Status.SPOILED;
        };
    }

    /** Names of the states. */
    enum Status {
        PERSONALISING,
        ACTIVE,
        LOST,
        REVOKED,
        SPOILED
    }
}
