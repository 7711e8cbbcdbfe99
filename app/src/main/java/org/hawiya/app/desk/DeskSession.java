package org.hawiya.app.desk;

import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.SimulatedCard;
import org.hawiya.card.terminal.relay.FingerImage;
import org.hawiya.card.terminal.relay.FingerWanted;
import org.hawiya.card.terminal.relay.RelayClient;
import org.hawiya.card.terminal.relay.RelayRequest;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.Resident;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * One card in the reader for one request: a thread carries the relay, the pages look at the state
 * and answer what it asks. The relay's thread blocks in {@link #accepts} and {@link #finger} until
 * a page was sent. Thread-safe.
 */
final class DeskSession implements Resident {
    /** Longer than the server keeps a session: it ends first. */
    private static final Duration LIFE = Duration.ofSeconds(150);

    private final WalletCard card;
    private final URI backTo;
    private State state = new State.Working();
    private @Nullable Boolean consent;
    private @Nullable FingerChoice choice;

    /** What the next page shows. */
    sealed interface State {
        /** The relay is busy. */
        record Working() implements State {}

        /** Who asks, and what for: the holder has to say yes or no. */
        record Asking(RelayRequest request) implements State {}

        /** The finger was not recognised; another one, or none. */
        record WantsFinger(FingerWanted wanted) implements State {}

        record Ended(RelayResult result) implements State {}

        record Failed(String reason) implements State {}
    }

    /** What is put on the sensor: empty for nothing any more. */
    record FingerChoice(Optional<LiveFinger> finger) {}

    DeskSession(WalletCard card, URI backTo) {
        this.card = card;
        this.backTo = backTo;
    }

    void start(URI relay, String token, SSLContext trust, Path stateFile) {
        Thread.ofVirtual().name("reader").start(() -> run(relay, token, trust, stateFile));
    }

    private void run(URI relay, String token, SSLContext trust, Path stateFile) {
        try (SimulatedCard inserted = SimulatedCard.load(stateFile)) {
            become(new State.Ended(new RelayClient(relay, token, trust, inserted, this).run()));
        } catch (CardException e) {
            become(new State.Failed(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            become(new State.Failed(e.getClass().getSimpleName()));
            throw e;
        }
    }

    WalletCard card() {
        return card;
    }

    URI backTo() {
        return backTo;
    }

    /**
     * The state, as soon as it is one that a person can act on; the working state when that takes
     * too long.
     */
    synchronized State settled(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (state instanceof State.Working && until - System.nanoTime() > 0) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return state;
    }

    synchronized void answer(boolean accepted, FingerChoice firstFinger) {
        if (state instanceof State.Asking) {
            consent = accepted;
            choice = firstFinger;
            become(new State.Working());
        }
    }

    synchronized void answer(FingerChoice finger) {
        if (state instanceof State.WantsFinger) {
            choice = finger;
            become(new State.Working());
        }
    }

    @Override
    public synchronized boolean accepts(RelayRequest request) {
        become(new State.Asking(request));
        Boolean answer = await(() -> consent);
        return answer != null && answer;
    }

    @Override
    public Optional<FingerImage> finger(FingerWanted wanted) {
        FingerChoice chosen = chosenFinger(wanted);
        return chosen == null
                ? Optional.empty()
                : chosen.finger().map(finger -> finger.captureFor(wanted));
    }

    private synchronized @Nullable FingerChoice chosenFinger(FingerWanted wanted) {
        if (choice == null) {
            become(new State.WantsFinger(wanted));
        }
        FingerChoice chosen = await(() -> choice);
        choice = null;
        return chosen;
    }

    private interface Answer<T> {
        @Nullable T given();
    }

    private synchronized <T> @Nullable T await(Answer<T> answer) {
        long until = System.nanoTime() + LIFE.toNanos();
        try {
            while (answer.given() == null && until - System.nanoTime() > 0) {
                wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer.given();
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }
}
