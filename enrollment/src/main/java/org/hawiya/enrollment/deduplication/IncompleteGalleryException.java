package org.hawiya.enrollment.deduplication;

/** The gallery does not hold everybody it should, so nobody is registered until it does. */
final class IncompleteGalleryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IncompleteGalleryException(long held, long due) {
        super("the gallery holds " + held + " people and should hold " + due);
    }
}
