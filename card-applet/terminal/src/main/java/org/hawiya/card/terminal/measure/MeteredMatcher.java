package org.hawiya.card.terminal.measure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The card's matcher, with its score, the bytecodes it executes and the memory it takes. The score
 * is reached by reflection and by nothing else: no command of the card answers it. Not thread-safe;
 * about 20 ms to make.
 */
public final class MeteredMatcher {
    /** The class on the card. */
    static final String MATCHER = "org.hawiya.card.applet.Matcher";

    /** Bytes of a minutia in the compact format. */
    static final int MINUTIA_BYTES = 3;

    private final VarHandle bytecodes;
    private final VarHandle allocations;
    private final int transientBytes;
    private final int persistentBytes;
    private final MethodHandle prepareReference;
    private final MethodHandle score;
    private final MethodHandle matches;
    private final MethodHandle wipe;

    /**
     * A comparison and its cost.
     *
     * @param score 0 and up, -1 when the work counter ran out
     * @param bytecodes of preparing the reference and comparing: everything a VERIFY leaves to the
     *     matcher
     */
    public record Measured(short score, long bytecodes) {}

    private MeteredMatcher(List<ClassRewrite> rewrites) {
        try {
            MeteredLoader loader = new MeteredLoader(rewrites);
            Class<?> matcher = loader.loadClass(MATCHER);
            Class<?> meter = loader.loadClass(Meter.class.getName());
            Lookup lookup = MethodHandles.privateLookupIn(matcher, MethodHandles.lookup());
            bytecodes = lookup.findStaticVarHandle(meter, "bytecodes", long.class);
            allocations = lookup.findStaticVarHandle(meter, "allocations", int.class);
            Class.forName(MATCHER + "Tables", true, loader);
            Object made =
                    lookup.findConstructor(matcher, MethodType.methodType(void.class)).invoke();
            transientBytes =
                    (int) lookup.findStaticVarHandle(meter, "transientBytes", int.class).get();
            persistentBytes =
                    (int) lookup.findStaticVarHandle(meter, "persistentBytes", int.class).get();
            MethodType range =
                    MethodType.methodType(short.class, byte[].class, short.class, short.class);
            prepareReference = lookup.findVirtual(matcher, "prepareReference", range).bindTo(made);
            score = lookup.findVirtual(matcher, "score", range).bindTo(made);
            MethodType decision =
                    range.changeReturnType(boolean.class).appendParameterTypes(short.class);
            matches = lookup.findVirtual(matcher, "matches", decision).bindTo(made);
            wipe =
                    lookup.findVirtual(matcher, "wipe", MethodType.methodType(void.class))
                            .bindTo(made);
        } catch (Throwable e) {
            throw new IllegalStateException("The card's matcher cannot be measured.", e);
        }
    }

    /** The class as it is on the card, counting. */
    public static MeteredMatcher counting() {
        return new MeteredMatcher(List.of(new BytecodeCounting()));
    }

    /** The class with 16-bit arithmetic, as a card has it. */
    public static MeteredMatcher wrapped() {
        return new MeteredMatcher(List.of(new WrappedShorts(), new BytecodeCounting()));
    }

    /**
     * Compares two compact templates.
     *
     * @throws javacard.framework.ISOException as the card would answer
     */
    public Measured compare(byte[] reference, byte[] probe) {
        long before = (long) bytecodes.get();
        prepare(reference);
        short found = score(probe);
        return new Measured(found, (long) bytecodes.get() - before);
    }

    /** Only the reference's part. */
    public void prepare(byte[] reference) {
        try {
            short minutiae =
                    (short)
                            prepareReference.invokeExact(
                                    reference, (short) 0, (short) reference.length);
            assert minutiae == reference.length / MINUTIA_BYTES;
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Only the probe's part. */
    public short score(byte[] probe) {
        try {
            return (short) score.invokeExact(probe, (short) 0, (short) probe.length);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** The card's answer. */
    public boolean matches(byte[] probe, short threshold) {
        try {
            return (boolean) matches.invokeExact(probe, (short) 0, (short) probe.length, threshold);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Makes the card forget both prints. */
    public void wipe() {
        try {
            wipe.invokeExact();
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Bytecodes executed so far. */
    public long bytecodes() {
        return (long) bytecodes.get();
    }

    /** Transient memory of the matcher, in bytes. */
    public int transientBytes() {
        return transientBytes;
    }

    /**
     * Persistent memory of the matcher's objects and tables, in bytes, by the ledger's rules of
     * {@link Meter}.
     */
    public int persistentBytes() {
        return persistentBytes;
    }

    /** Objects and arrays made so far: stands still after the constructor. */
    public int allocations() {
        return (int) allocations.get();
    }

    private static RuntimeException rethrown(Throwable e) {
        return switch (e) {
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
