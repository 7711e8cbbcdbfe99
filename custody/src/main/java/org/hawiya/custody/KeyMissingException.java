package org.hawiya.custody;

/** The custody holds no key of this name. */
public final class KeyMissingException extends CustodyException {
    private static final long serialVersionUID = 1L;

    KeyMissingException(KeyName name, String place) {
        super("no key \"" + name + "\" in " + place, null);
    }
}
