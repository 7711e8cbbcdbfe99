package org.hawiya.engine.gallery;

/**
 * Encrypts and authenticates what leaves the memory; filled by whoever keeps the key. {@code open}
 * throws a runtime exception when a byte of either argument was altered.
 */
public interface Sealer {
    byte[] seal(byte[] associatedData, byte[] plaintext);

    byte[] open(byte[] associatedData, byte[] sealed);
}
