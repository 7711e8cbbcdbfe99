package org.hawiya.card.terminal;

import javacard.framework.Applet;

import org.hawiya.card.applet.HawiyaApplet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Loads the applet's own class files with every write rerouted to {@link PowerCut}. */
final class TearingLoader extends ClassLoader {

    private static final String PACKAGE = HawiyaApplet.class.getPackageName() + ".";
    private static final String CUT = "org/hawiya/card/terminal/PowerCut";
    private static final Set<String> UTIL =
            Set.of("arrayCopyNonAtomic", "arrayFillNonAtomic", "setShort");

    TearingLoader() {
        super(TearingLoader.class.getClassLoader());
    }

    Class<? extends Applet> applet() {
        try {
            return loadClass(HawiyaApplet.class.getName()).asSubclass(Applet.class);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
            new ClassReader(in.readAllBytes()).accept(new Reroute(writer), 0);
            byte[] bytes = writer.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Reroute extends ClassVisitor {

        Reroute(ClassWriter writer) {
            super(Opcodes.ASM9, writer);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    if (name.equals("matches")) {
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, CUT, "comparing", "()V", false);
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.BASTORE) {
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, CUT, "store", "([BII)V", false);
                    } else {
                        super.visitInsn(opcode);
                    }
                }

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String type, boolean itf) {
                    if (owner.equals("javacard/framework/Util") && UTIL.contains(method)) {
                        super.visitMethodInsn(opcode, CUT, method, type, false);
                    } else if (method.equals("genKeyPair")) {
                        super.visitMethodInsn(
                                Opcodes.INVOKESTATIC,
                                CUT,
                                method,
                                "(Ljavacard/security/KeyPair;)V",
                                false);
                    } else {
                        super.visitMethodInsn(opcode, owner, method, type, itf);
                    }
                }
            };
        }
    }
}
