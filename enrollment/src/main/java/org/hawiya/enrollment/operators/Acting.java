package org.hawiya.enrollment.operators;

import java.security.Principal;
import org.hawiya.ledger.Actor;

/** Somebody at work, in the role that the route asks for. */
public record Acting(OperatorName name, Role role) {

    /** The signed-in person; the access rules have checked that they hold the role. */
    public static Acting as(Role role, Principal signedIn) {
        return new Acting(new OperatorName(signedIn.getName()), role);
    }

    /** As the ledger names them. */
    public Actor actor() {
        String account = name.value();
        return switch (role) {
            case ADMINISTRATOR -> Actor.administrator(account);
            case OPERATOR -> Actor.operator(account);
            case SUPERVISOR -> Actor.supervisor(account);
            case EXAMINER -> Actor.examiner(account);
            case AUDITOR -> Actor.auditor(account);
        };
    }
}
