package org.hawiya.card.terminal.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * Loads the applet's own class files once more, rewritten, with a {@link Meter} of their own.
 * Nothing but the rewrites differs from what goes on the card.
 */
final class MeteredLoader extends ClassLoader {
    private static final String APPLET = "org.hawiya.card.applet.";
    private static final String METER = Meter.class.getName();

    private final List<ClassRewrite> rewrites;

    MeteredLoader(List<ClassRewrite> rewrites) {
        super(MeteredLoader.class.getClassLoader());
        this.rewrites = List.copyOf(rewrites);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(APPLET) && !name.equals(METER)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        byte[] rewritten = name.equals(METER) ? bytes : rewrite(bytes);
        return defineClass(name, rewritten, 0, rewritten.length);
    }

    private byte[] rewrite(byte[] bytes) {
        ClassNode type = new ClassNode();
        new ClassReader(bytes).accept(type, 0);
        rewrites.forEach(rewrite -> rewrite.apply(type));
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        type.accept(writer);
        return writer.toByteArray();
    }

    private byte[] bytes(String name) throws ClassNotFoundException {
        try (InputStream file =
                getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The class file of " + name + " cannot be read.", e);
        }
    }
}
