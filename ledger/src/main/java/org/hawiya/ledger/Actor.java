package org.hawiya.ledger;

import java.util.regex.Pattern;

/**
 * Who acted. Staff and e-services are named by their account: they answer for what they do. A
 * resident is never named; the entry's subject says who it was.
 *
 * @param name an account's name or a client's identifier, ASCII letters, digits and {@code . _ - :
 *     /}, at most 100 characters
 */
public record Actor(Kind kind, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");

    /**
     * What sort of actor, with the number it has in the tree. Numbers are never changed or used
     * again.
     */
    public enum Kind {
        SYSTEM(0),
        RESIDENT(1),
        OPERATOR(2),
        SUPERVISOR(3),
        EXAMINER(4),
        ADMINISTRATOR(5),
        AUDITOR(6),
        RELYING_PARTY(7);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new UnknownCodeException("kind of actor", code);
        }
    }

    public Actor {
        if (kind == Kind.RESIDENT ? !name.isEmpty() : !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a " + kind + ": \"" + name + "\"");
        }
    }

    /** The person the entry is about. */
    public static Actor resident() {
        return new Actor(Kind.RESIDENT, "");
    }

    /** A server acting by itself: {@code enrollment}, {@code gateway}. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }

    public static Actor operator(String name) {
        return new Actor(Kind.OPERATOR, name);
    }

    public static Actor supervisor(String name) {
        return new Actor(Kind.SUPERVISOR, name);
    }

    public static Actor examiner(String name) {
        return new Actor(Kind.EXAMINER, name);
    }

    public static Actor administrator(String name) {
        return new Actor(Kind.ADMINISTRATOR, name);
    }

    public static Actor auditor(String name) {
        return new Actor(Kind.AUDITOR, name);
    }

    public static Actor relyingParty(String clientId) {
        return new Actor(Kind.RELYING_PARTY, clientId);
    }
}
