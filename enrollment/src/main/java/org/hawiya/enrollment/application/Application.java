package org.hawiya.enrollment.application;

import org.hawiya.enrollment.operators.OperatorName;
import org.hawiya.enrollment.vault.PersonId;

/**
 * How far an application has come. A transition is a method of the state it leaves from, so that an
 * illegal order does not compile; the database holds the same order with a trigger.
 */
public sealed interface Application {

    ApplicationId id();

    PersonId person();

    /** Whoever opened it. */
    OperatorName openedBy();

    /** At the desk: prints are being taken. */
    record Capturing(ApplicationId id, PersonId person, OperatorName openedBy)
            implements Application {
        public Submitted submit(ApplicationNumber number, Coverage coverage) {
            return new Submitted(id, person, openedBy, number, coverage);
        }
    }

    /** Its turn is durable; its search is not decided yet. */
    record Submitted(
            ApplicationId id,
            PersonId person,
            OperatorName openedBy,
            ApplicationNumber number,
            Coverage coverage)
            implements Application {
        public Registered register() {
            return new Registered(id, person, openedBy, number);
        }

        public UnderExamination examine() {
            return new UnderExamination(id, person, openedBy, number);
        }
    }

    /** An examiner has to look. */
    record UnderExamination(
            ApplicationId id, PersonId person, OperatorName openedBy, ApplicationNumber number)
            implements Application {
        public Registered register() {
            return new Registered(id, person, openedBy, number);
        }

        public RejectedDuplicate reject() {
            return new RejectedDuplicate(id, person, openedBy, number);
        }
    }

    /** The person has an identity by it. */
    record Registered(
            ApplicationId id, PersonId person, OperatorName openedBy, ApplicationNumber number)
            implements Application {}

    /** The person had an identity, or an earlier application, already. */
    record RejectedDuplicate(
            ApplicationId id, PersonId person, OperatorName openedBy, ApplicationNumber number)
            implements Application {}

    /**
     * What a search for this application must have covered.
     *
     * @param withPrints whether the application has prints of its own
     * @param printsBefore how many applications of a lower number have prints
     */
    record Coverage(boolean withPrints, long printsBefore) {}

    /** The state's name in the database and in the API. */
    default Status status() {
        return switch (this) {
            case Capturing ignored -> Status.CAPTURING;
            case Submitted ignored -> Status.SUBMITTED;
            case UnderExamination ignored -> Status.UNDER_EXAMINATION;
            case Registered ignored -> Status.REGISTERED;
            case RejectedDuplicate ignored -> Status.REJECTED_DUPLICATE;
        };
    }

    /** Names of the states. */
    enum Status {
        CAPTURING,
        SUBMITTED,
        UNDER_EXAMINATION,
        REGISTERED,
        REJECTED_DUPLICATE;

        /** Whether nothing will change any more. */
        public boolean isFinal() {
            return this == REGISTERED || this == REJECTED_DUPLICATE;
        }
    }
}
