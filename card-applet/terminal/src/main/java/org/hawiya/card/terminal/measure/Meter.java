package org.hawiya.card.terminal.measure;

import javacard.framework.JCSystem;

/**
 * What instrumented classes count into. Each {@link MeteredLoader} defines a copy of its own, so
 * the counts of two cards never mix; one copy is used by one thread at a time.
 *
 * <p>Public because the applet's classes, in another package, call it.
 */
public final class Meter {
    /** An object's header, as the ledger counts it; cards differ between 4 and 10. */
    static final int OBJECT_BYTES = 8;

    /** A reference, as the ledger counts it. */
    static final int REFERENCE_BYTES = 2;

    /**
     * JVM bytecodes of the applet's classes, without i2s and i2b, which a card does not execute.
     */
    public static long bytecodes;

    /** Memory that is cleared on deselect or reset. */
    public static int transientBytes;

    /** Objects and arrays that stay. */
    public static int persistentBytes;

    /** Objects and arrays made, transient or not: must stand still once the applet is installed. */
    public static int allocations;

    /** Whether a simulator is there to make transient arrays. */
    public static boolean simulated;

    private Meter() {}

    /** Counts an array about to be made; called with its length on the stack. */
    public static void array(int length, int elementBytes) {
        persistentBytes += OBJECT_BYTES + length * elementBytes;
        allocations++;
    }

    /** Counts an object about to be made; its constructors count their class's fields. */
    public static void object() {
        persistentBytes += OBJECT_BYTES;
        allocations++;
    }

    /** Counts the fields of one class of an object. */
    public static void fields(int bytes) {
        persistentBytes += bytes;
    }

    private static void transientArray(int bytes) {
        transientBytes += bytes;
        persistentBytes += OBJECT_BYTES;
        allocations++;
    }

    /** Stands in for {@link JCSystem#makeTransientByteArray}. */
    public static byte[] makeTransientByteArray(short length, byte event) {
        transientArray(length);
        return simulated ? JCSystem.makeTransientByteArray(length, event) : new byte[length];
    }

    /** Stands in for {@link JCSystem#makeTransientShortArray}. */
    public static short[] makeTransientShortArray(short length, byte event) {
        transientArray(2 * length);
        return simulated ? JCSystem.makeTransientShortArray(length, event) : new short[length];
    }

    /** Stands in for {@link JCSystem#makeTransientBooleanArray}. */
    public static boolean[] makeTransientBooleanArray(short length, byte event) {
        transientArray(length);
        return simulated ? JCSystem.makeTransientBooleanArray(length, event) : new boolean[length];
    }

    /** Stands in for {@link JCSystem#makeTransientObjectArray}. */
    public static Object[] makeTransientObjectArray(short length, byte event) {
        transientArray(REFERENCE_BYTES * length);
        return simulated ? JCSystem.makeTransientObjectArray(length, event) : new Object[length];
    }
}
