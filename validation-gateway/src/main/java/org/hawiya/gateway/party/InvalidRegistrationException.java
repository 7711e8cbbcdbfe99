package org.hawiya.gateway.party;

import java.util.List;

/** A registration with faults that its sender must mend. */
final class InvalidRegistrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    InvalidRegistrationException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
