package org.hawiya.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.engine.FingerPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * kill -9 at a random moment, again and again: the demo comes up, and every enrolment that was
 * acknowledged is there. More rounds: {@code -Dhawiya.kill.rounds=50}.
 */
class KilledDemoTest {
    private static final int ROUNDS = Integer.getInteger("hawiya.kill.rounds", 2);
    private static final int MAX_MILLIS_BEFORE_KILL = 6_000;
    private static final List<FingerPosition> FINGERS =
            List.of(FingerPosition.RIGHT_INDEX, FingerPosition.LEFT_INDEX);

    @TempDir Path folder;

    private final Map<RegistrationDesk.Application, String> acknowledged = new LinkedHashMap<>();
    private final List<Player> players = new SyntheticCast(200).players();
    private int next;

    @AfterEach
    void stopOrphan() {
        EmbeddedDatabase.stopLeftover(folder);
    }

    @Test
    void everyAcknowledgedEnrolmentSurvives() throws Exception {
        int offset = DemoProcess.freeOffset();
        for (int round = 0; round < ROUNDS; round++) {
            DemoProcess demo = DemoProcess.launch(folder, offset, 0).awaitReady();
            try (RegistrationDesk desk = demo.desk()) {
                acknowledgedAreThere(desk);
                enrolUntilKilled(demo, desk);
            }
        }
        try (DemoProcess demo = DemoProcess.launch(folder, offset, 0).awaitReady();
                RegistrationDesk desk = demo.desk()) {
            acknowledgedAreThere(desk);
            assertThat(demo.stop()).isIn(0, 130, 143);
        }
        assertThat(acknowledged).as("the rounds were long enough to enrol somebody").isNotEmpty();
    }

    private void acknowledgedAreThere(RegistrationDesk desk) {
        acknowledged.forEach((application, number) -> {
            RegistrationDesk.Standing standing = desk.standing(application);
            assertThat(standing.status()).isEqualTo("REGISTERED");
            assertThat(standing.identityNumber()).isEqualTo(number);
        });
    }

    private void enrolUntilKilled(DemoProcess demo, RegistrationDesk desk)
            throws InterruptedException {
        // The first is sure to come through: killing an idle house would prove little.
        enrol(desk);
        int millis = ThreadLocalRandom.current().nextInt(MAX_MILLIS_BEFORE_KILL);
        Thread killer =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                Thread.sleep(millis);
                                demo.kill();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        try {
            while (true) {
                enrol(desk);
            }
        } catch (CommandFailure killed) {
            assertThat(killed.getMessage()).contains("does not answer");
        }
        killer.join();
    }

    private void enrol(RegistrationDesk desk) {
        Player player = players.get(next);
        RegistrationDesk.Application application = desk.apply(Biography.of(next));
        next++;
        for (FingerPosition finger : FingerPosition.values()) {
            if (FINGERS.contains(finger)) {
                desk.capture(application, finger, player.impression(finger, 1).orElseThrow());
            } else {
                desk.recordMissing(
                        application, finger, "NOT_CAPTURED", "two fingers are enough here");
            }
        }
        desk.approveMissing(application);
        RegistrationDesk.Standing standing = EnrolmentChapter.submitted(desk, application);
        if (standing.identityNumber() != null) {
            acknowledged.put(application, standing.identityNumber());
        }
    }
}
