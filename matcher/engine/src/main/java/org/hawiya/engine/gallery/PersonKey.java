package org.hawiya.engine.gallery;

/**
 * A person in the gallery, named by whoever fills it; the order of keys is the order of enrolment.
 */
public record PersonKey(long value) implements Comparable<PersonKey> {
    @Override
    public int compareTo(PersonKey other) {
        return Long.compare(value, other.value);
    }
}
