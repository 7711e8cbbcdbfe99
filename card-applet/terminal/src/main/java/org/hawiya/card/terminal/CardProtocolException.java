package org.hawiya.card.terminal;

/** The conversation with the card broke a rule of the protocol; the session is over. */
public abstract sealed class CardProtocolException extends CardException {

    private static final long serialVersionUID = 1L;

    private CardProtocolException(String message) {
        super(message);
    }

    /** The card could not prove that it is one of ours: certificate, key or counter is wrong. */
    public static final class NotGenuine extends CardProtocolException {
        private static final long serialVersionUID = 1L;

        public NotGenuine(String message) {
            super(message);
        }
    }

    /** The card does not accept this gateway: certificate chain, date, rights or signature. */
    public static final class GatewayRefused extends CardProtocolException {
        private static final long serialVersionUID = 1L;

        public GatewayRefused(String message) {
            super(message);
        }
    }

    /** The card answered a command with a status word that is no expected outcome. */
    public static final class CommandRefused extends CardProtocolException {
        private static final long serialVersionUID = 1L;
        private final int status;

        public CommandRefused(String command, StatusWord status) {
            super(command + " answered with " + status);
            this.status = status.value();
        }

        public StatusWord status() {
            return new StatusWord(status);
        }
    }

    /** The secure channel was cut or altered: a missing or wrong MAC, a plain answer. */
    public static final class ChannelBroken extends CardProtocolException {
        private static final long serialVersionUID = 1L;

        public ChannelBroken(String message) {
            super(message);
        }
    }

    /** An answer of the card, a certificate or a frame cannot be read. */
    public static final class Malformed extends CardProtocolException {
        private static final long serialVersionUID = 1L;

        public Malformed(String message) {
            super(message);
        }
    }

    /** The other side of the relay went too far: a frame too large, too many, out of order. */
    public static final class LimitExceeded extends CardProtocolException {
        private static final long serialVersionUID = 1L;

        public LimitExceeded(String message) {
            super(message);
        }
    }
}
