package org.hawiya.card.terminal.relay;

import com.nimbusds.jose.jwk.ECKey;

import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardProtocolException;
import org.hawiya.card.terminal.CardTransportException;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/**
 * The resident's side: connects a card in a local reader to a server's session, shows who asks
 * before anything happens, and carries bytes. It knows no key of the card.
 *
 * <p>When the line breaks it comes back and repeats its last answer if asked; no command reaches
 * the card twice. Use once; {@link #run} blocks until the server ends the session.
 */
public final class RelayClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_RECONNECTS = 5;
    private static final int MAX_WAITING_FRAMES = 8;

    private final URI relay;
    private final String token;
    private final HttpClient http;
    private final CardChannel card;
    private final Resident resident;
    private final long deadlineNanos = System.nanoTime() + RelayedCard.MAX_SESSION.toNanos();

    private int lastSequence;
    private @Nullable RelayFrame lastAnswer;
    private @Nullable ECKey sessionKey;

    /**
     * Does not connect yet.
     *
     * @param relay {@code wss://host:port/relay/...}
     * @param token sent as a bearer token with the upgrade, never in the address
     * @param tls whom to trust
     * @param card the reader; it is not closed here
     */
    public RelayClient(
            URI relay, String token, SSLContext tls, CardChannel card, Resident resident) {
        if (!"wss".equals(relay.getScheme())) {
            throw new IllegalArgumentException("A relay is reached by wss only: " + relay);
        }
        this.relay = relay;
        this.token = token;
        this.card = card;
        this.resident = resident;
        this.http = HttpClient.newBuilder().sslContext(tls).connectTimeout(CONNECT_TIMEOUT).build();
    }

    /**
     * Serves the session to its end.
     *
     * @throws CardTransportException when the server cannot be reached or goes away without a
     *     result
     * @throws CardProtocolException when the server breaks the protocol
     */
    public RelayResult run() {
        try {
            for (int attempt = 0; ; attempt++) {
                var listener = new Listener();
                WebSocket socket = connect(listener, attempt);
                RelayResult result = serve(socket, listener);
                if (result != null) {
                    return result;
                }
                if (attempt >= MAX_RECONNECTS || lastSequence == 0) {
                    throw new CardTransportException("The server left without a result");
                }
            }
        } finally {
            http.shutdownNow();
        }
    }

    private WebSocket connect(Listener listener, int attempt) {
        try {
            if (attempt > 0) {
                Thread.sleep(200L << attempt);
            }
            return http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .buildAsync(relay, listener)
                    .join();
        } catch (CompletionException e) {
            throw new CardTransportException("The relay " + relay + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CardTransportException("Interrupted", e);
        }
    }

    /** Null when the line broke. */
    private @Nullable RelayResult serve(WebSocket socket, Listener listener) {
        try {
            while (true) {
                byte[] message = listener.next(deadlineNanos);
                if (message.length == 0) {
                    return null;
                }
                RelayFrame frame = RelayFrame.decode(message);
                if (frame.type() == FrameType.RESULT) {
                    RelayResult result = RelayJson.readResult(frame.payload());
                    // The server closes too, and may be first: a farewell that fails loses nothing.
                    var _ =
                            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                                    .exceptionally(late -> socket)
                                    .join();
                    return result;
                }
                RelayFrame answer = answer(frame);
                socket.sendBinary(ByteBuffer.wrap(answer.encode()), true).join();
            }
        } catch (CompletionException e) {
            return null;
        } finally {
            if (!socket.isOutputClosed()) {
                socket.abort();
            }
        }
    }

    private RelayFrame answer(RelayFrame frame) {
        RelayFrame previous = lastAnswer;
        if (previous != null && frame.sequence() == lastSequence) {
            return previous; // the answer was lost on its way: repeat it, ask nobody again
        }
        if (frame.sequence() <= lastSequence) {
            throw new CardProtocolException.Malformed("The server went back to " + frame);
        }
        // Remember the number first: a command that throws here must not be tried again either.
        lastSequence = frame.sequence();
        lastAnswer = null;
        RelayFrame answer =
                switch (frame.type()) {
                    case REQUEST -> consent(frame);
                    case COMMAND -> command(frame);
                    case FINGER_WANTED -> finger(frame);
                    case RESPONSE, ACCEPT, REFUSE, FINGER, RESULT ->
                            throw new CardProtocolException.Malformed("The server sent " + frame);
                };
        lastAnswer = answer;
        return answer;
    }

    private RelayFrame consent(RelayFrame frame) {
        RelayRequest request = RelayJson.readRequest(frame.payload());
        boolean accepted = resident.accepts(request);
        sessionKey = accepted ? request.sessionKey() : null;
        return new RelayFrame(
                accepted ? FrameType.ACCEPT : FrameType.REFUSE, frame.sequence(), new byte[0]);
    }

    private RelayFrame command(RelayFrame frame) {
        requireConsent();
        byte[] response;
        try {
            response = card.transceive(frame.payload());
        } catch (CardTransportException e) {
            response = new byte[0]; // says: the card is gone
        }
        return new RelayFrame(FrameType.RESPONSE, frame.sequence(), response);
    }

    private RelayFrame finger(RelayFrame frame) {
        ECKey key = requireConsent();
        return resident.finger(RelayJson.readFingerWanted(frame.payload()))
                .map(image ->
                        new RelayFrame(
                                FrameType.FINGER,
                                frame.sequence(),
                                FingerEnvelope.seal(image, key)
                                        .getBytes(StandardCharsets.US_ASCII)))
                .orElseGet(() -> new RelayFrame(FrameType.REFUSE, frame.sequence(), new byte[0]));
    }

    private ECKey requireConsent() {
        ECKey key = sessionKey;
        if (key == null) {
            throw new CardProtocolException.Malformed("The server wants the card before consent");
        }
        return key;
    }

    /** Puts whole messages into a short queue; an empty message stands for the line's end. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<byte[]> messages = new ArrayBlockingQueue<>(MAX_WAITING_FRAMES);
        private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

        byte[] next(long deadlineNanos) {
            try {
                byte[] message =
                        messages.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new CardTransportException("The session took too long");
                }
                return message;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CardTransportException("Interrupted", e);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket socket, ByteBuffer data, boolean last) {
            if (partial.size() + data.remaining() > RelayFrame.MAX_BYTES) {
                socket.abort();
                end();
                return null;
            }
            byte[] part = new byte[data.remaining()];
            data.get(part);
            partial.writeBytes(part);
            if (last) {
                if (!messages.offer(partial.toByteArray())) {
                    socket.abort();
                    end();
                }
                partial.reset();
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end();
        }

        private void end() {
            while (!messages.offer(new byte[0])) {
                messages.poll();
            }
        }
    }
}
