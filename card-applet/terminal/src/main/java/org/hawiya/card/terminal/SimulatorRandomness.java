package org.hawiya.card.terminal;

import javacard.security.Key;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import java.lang.invoke.MethodHandles;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Gives the simulator real random numbers.
 *
 * <p>jCardSim 3.0.6.0 draws the keys of every card and the nonce of every signature from a
 * generator without a seed: all cards would have the same keys, and two signatures would give the
 * private key away. The class at fault has one use and one constructor, so another of its name, an
 * ordinary {@link SecureRandom}, is defined in its place before it is loaded. Whether that worked
 * is checked; without it there is no simulated card.
 */
final class SimulatorRandomness {

    private static final String FAULTY = "com/licel/jcardsim/crypto/SecureRandomNullProvider";
    private static final String BASE = "java/security/SecureRandom";

    private SimulatorRandomness() {}

    /**
     * Call before the first card is made; once for each process.
     *
     * @throws IllegalStateException when the faulty generator is already in use
     */
    static void install() {
        // For RandomData: seed it from the platform.
        System.setProperty("com.licel.jcardsim.randomdata.secure", "1");
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        try {
            Class<?> neighbour =
                    Class.forName(
                            "com.licel.jcardsim.crypto.KeyImpl", false, Key.class.getClassLoader());
            Class<?> generator =
                    MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup())
                            .defineClass(replacement());
            var constructor = generator.asSubclass(SecureRandom.class).getConstructor();
            constructor.newInstance().nextBytes(one);
            constructor.newInstance().nextBytes(two);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException("The simulator's generator cannot be replaced", e);
        }
        if (Arrays.equals(one, two)) {
            throw new IllegalStateException("The simulator's random numbers are not random");
        }
    }

    private static byte[] replacement() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V1_7, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, FAULTY, null, BASE, null);
        MethodVisitor constructor =
                writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, BASE, "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
