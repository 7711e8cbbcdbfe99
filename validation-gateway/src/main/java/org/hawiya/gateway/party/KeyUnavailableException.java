package org.hawiya.gateway.party;

/** A relying party's keys can't be had, so nothing may be told to it. */
public final class KeyUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyUnavailableException(ClientId party, String why) {
        super("no usable key of " + party + ": " + why);
    }
}
