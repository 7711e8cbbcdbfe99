package org.hawiya.app.demo;

import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.card.terminal.CardChannel;
import org.hawiya.card.terminal.CardException;
import org.hawiya.card.terminal.relay.RelayClient;
import org.hawiya.card.terminal.relay.RelayResult;
import org.hawiya.card.terminal.relay.Resident;

import java.net.URI;

import javax.net.ssl.SSLContext;

/** A reader at the end of a server's relay: the card in it, and the person before it. */
record ReaderLine(SSLContext trust) {
    /**
     * Serves one session to its end; a line that breaks is a server's fault here, where both ends
     * are on one machine.
     */
    RelayResult serve(URI relay, String token, CardChannel card, Resident resident) {
        try {
            return new RelayClient(relay, token, trust, card, resident).run();
        } catch (CardException e) {
            throw new CommandFailure(
                    ExitCode.SERVER, "the relay to the card broke: " + causes(e), e);
        }
    }

    private static String causes(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : ": " + causes(cause));
    }
}
