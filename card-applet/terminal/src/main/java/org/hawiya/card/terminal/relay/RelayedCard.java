package org.hawiya.card.terminal.relay;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.card.terminal.CardTransportException;
import org.jspecify.annotations.Nullable;

/**
 * A card in a resident's reader, seen from the server: commands go out as numbered frames, answers
 * come back.
 *
 * <p>One thread converses ({@link #awaitConsent}, {@link #transceive}, {@link #awaitFinger}, {@link
 * #finish}); the WebSocket's threads call {@link #attach}, {@link #received} and {@link #detached}.
 * When the line breaks and the resident's side comes back, the outstanding frame is sent again
 * under its own number, and the resident's side repeats its answer instead of asking the card
 * twice: a lost answer costs no try.
 */
public final class RelayedCard implements CardChannel {

    /** No session lasts longer. */
    public static final Duration MAX_SESSION = Duration.ofMinutes(2);

    private final long deadlineNanos;
    private final Duration answerTimeout;
    private @Nullable FrameLink link;
    private @Nullable RelayFrame outstanding;
    private @Nullable RelayFrame answer;
    private int sequence;
    private boolean accepted;
    private boolean closed;
    private String closeReason = "The relay is closed";

    /**
     * A session that starts now and waits for its line.
     *
     * @param answerTimeout how long one answer may take; what is left of {@link #MAX_SESSION}
     *     bounds it too
     */
    public RelayedCard(Duration answerTimeout) {
        this.answerTimeout = answerTimeout;
        this.deadlineNanos = System.nanoTime() + MAX_SESSION.toNanos();
    }

    /** A line is there, for the first time or again. */
    public synchronized void attach(FrameLink newLink) {
        FrameLink old = link;
        link = newLink;
        if (old != null && !old.equals(newLink)) {
            old.close();
        }
        RelayFrame waiting = outstanding;
        if (waiting != null) {
            newLink.send(waiting.encode());
        }
        notifyAll();
    }

    /** That line is gone; the resident's side may come back until the session ends. */
    public synchronized void detached(FrameLink goneLink) {
        if (goneLink.equals(link)) {
            link = null;
        }
    }

    /**
     * A message came in.
     *
     * @throws CardProtocolException when it breaks the protocol; the session is over then
     */
    public synchronized void received(byte[] message) {
        try {
            RelayFrame frame = RelayFrame.decode(message);
            RelayFrame waiting = outstanding;
            if (waiting == null || frame.sequence() < waiting.sequence()) {
                return; // a repeated answer to what has been answered
            }
            if (frame.sequence() != waiting.sequence() || !answers(waiting.type(), frame.type())) {
                throw new CardProtocolException.Malformed(
                        "The relay answered " + waiting.type() + " with " + frame);
            }
            answer = frame;
            notifyAll();
        } catch (CardProtocolException e) {
            end(e.getMessage() == null ? "The relay broke the protocol" : e.getMessage());
            throw e;
        }
    }

    /**
     * Shows the request to the resident and waits for the answer.
     *
     * @return false when the resident refuses
     * @throws CardTransportException when no answer comes in time
     */
    public boolean awaitConsent(RelayRequest request) {
        accepted = ask(FrameType.REQUEST, RelayJson.write(request)).type() == FrameType.ACCEPT;
        return accepted;
    }

    /**
     * Asks for a live finger and opens its envelope.
     *
     * @param sessionKey the key of the request, with its private half
     * @throws CardTransportException when the resident gives up or no finger comes in time
     */
    public FingerImage awaitFinger(FingerWanted wanted, ECKey sessionKey) {
        requireConsent();
        RelayFrame frame = ask(FrameType.FINGER_WANTED, RelayJson.write(wanted));
        if (frame.type() == FrameType.REFUSE) {
            throw new CardTransportException("The resident gives no finger");
        }
        FingerImage finger =
                FingerEnvelope.open(
                        new String(frame.payload(), StandardCharsets.US_ASCII), sessionKey);
        if (!wanted.positions().contains(finger.position())) {
            throw new CardProtocolException.Malformed(
                    "Another finger came than was asked for: " + finger.position());
        }
        return finger;
    }

    /**
     * Sends one command to the card.
     *
     * @throws IllegalStateException before the resident has accepted
     */
    @Override
    public byte[] transceive(byte[] commandApdu) {
        requireConsent();
        byte[] response = ask(FrameType.COMMAND, commandApdu).payload();
        if (response.length < 2) {
            throw new CardTransportException("The card in the resident's reader is gone");
        }
        return response;
    }

    /** Tells the resident how it ended, and ends. */
    public synchronized void finish(RelayResult result) {
        FrameLink current = link;
        if (!closed && current != null) {
            current.send(
                    new RelayFrame(FrameType.RESULT, ++sequence, RelayJson.write(result)).encode());
        }
        end("The relay is closed");
    }

    @Override
    public synchronized void close() {
        end("The relay is closed");
    }

    private void requireConsent() {
        if (!accepted) {
            throw new IllegalStateException("Nothing goes to a card before its holder accepts");
        }
    }

    private synchronized RelayFrame ask(FrameType type, byte[] payload) {
        if (outstanding != null) {
            throw new IllegalStateException("One question at a time");
        }
        var question = new RelayFrame(type, ++sequence, payload);
        outstanding = question;
        answer = null;
        try {
            FrameLink current = link;
            if (current != null && !closed) {
                try {
                    current.send(question.encode());
                } catch (CardTransportException e) {
                    detached(current); // it is sent again when the other side comes back
                }
            }
            return await(type);
        } finally {
            outstanding = null;
        }
    }

    private RelayFrame await(FrameType type) {
        // Consent and a finger wait for a person, an APDU for a machine.
        long own =
                type == FrameType.COMMAND
                        ? System.nanoTime() + answerTimeout.toNanos()
                        : deadlineNanos;
        long until = own - deadlineNanos < 0 ? own : deadlineNanos;
        while (answer == null) {
            long leftMillis = (until - System.nanoTime()) / 1_000_000;
            if (closed) {
                throw new CardTransportException(closeReason);
            }
            if (leftMillis <= 0) {
                end("The resident's side did not answer in time");
                throw new CardTransportException(closeReason);
            }
            try {
                wait(leftMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CardTransportException("Interrupted while waiting for the card", e);
            }
        }
        return answer;
    }

    private void end(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        closeReason = reason;
        FrameLink current = link;
        link = null;
        if (current != null) {
            current.close();
        }
        notifyAll();
    }

    private static boolean answers(FrameType question, FrameType given) {
        return switch (question) {
            case COMMAND -> given == FrameType.RESPONSE;
            case REQUEST -> given == FrameType.ACCEPT || given == FrameType.REFUSE;
            case FINGER_WANTED -> given == FrameType.FINGER || given == FrameType.REFUSE;
            case RESPONSE, ACCEPT, REFUSE, FINGER, RESULT -> false;
        };
    }
}
