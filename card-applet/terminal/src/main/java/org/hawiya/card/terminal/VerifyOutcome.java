package org.hawiya.card.terminal;

/** What the card said about a finger: yes, no, or that it compares no more. Never a score. */
public sealed interface VerifyOutcome {

    /** The finger is the enrolled one; one assertion may be made of it. */
    record Matched() implements VerifyOutcome {}

    /** It is not; so many tries are left before the finger is blocked. */
    record NotMatched(int triesLeft) implements VerifyOutcome {}

    /** The finger's or the card's counter is used up; it needs an authorised reset. */
    record Blocked() implements VerifyOutcome {}
}
