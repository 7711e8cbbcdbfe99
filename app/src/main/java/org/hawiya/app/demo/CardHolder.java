package org.hawiya.app.demo;

import org.hawiya.engine.FingerPosition;

import java.nio.file.Path;
import java.util.List;

/**
 * A player with a card of their own.
 *
 * @param cardFile the simulated card's state
 * @param fingers on the card, as enrolment reports them
 */
record CardHolder(Enrolled person, String cardId, Path cardFile, List<FingerPosition> fingers) {}
