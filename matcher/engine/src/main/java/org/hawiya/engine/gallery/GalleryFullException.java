package org.hawiya.engine.gallery;

/** One more person would exceed the memory that the gallery may take; nothing was changed. */
public final class GalleryFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GalleryFullException(long maxBytes) {
        super("The gallery would exceed its " + maxBytes + " bytes.");
    }
}
