package org.hawiya.card.terminal;

import com.licel.jcardsim.base.TransientMemory;

import javacard.framework.JCSystem;
import javacard.security.ECPrivateKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The persistent memory of an applet in the simulator, as a map from a path of field names to
 * bytes.
 *
 * <p>What is persistent on a card: arrays that are not transient, and private keys that are not.
 * The applet keeps its state in nothing else, which {@link #refuseLooseState} holds: a field that
 * is a number and may change would be lost here, so it is refused. The walk goes through the
 * applet's own classes only and in the order of the field names, so two instances of the same class
 * files have the same paths.
 */
final class CardMemory {

    /** Transient on a card; the simulator has no transient private keys of this kind. */
    private static final String SESSION_KEY = "ephemeral";

    private final String ownPackage;
    private final TransientMemory transients;
    private final SortedMap<String, byte[]> arrays = new TreeMap<>();
    private final SortedMap<String, ECPrivateKey> keys = new TreeMap<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    CardMemory(Object applet, TransientMemory transients) {
        this.ownPackage = applet.getClass().getPackageName();
        this.transients = transients;
        walk("", applet);
    }

    /** A copy of the whole. */
    SortedMap<String, byte[]> read() {
        var image = new TreeMap<String, byte[]>();
        arrays.forEach((path, array) -> image.put(path, array.clone()));
        keys.forEach((path, key) -> image.put(path, secretOf(key)));
        return image;
    }

    /**
     * Puts a whole image back.
     *
     * @throws IllegalArgumentException when it is of another applet version
     */
    void write(SortedMap<String, byte[]> image) {
        if (!image.keySet().equals(read().keySet())) {
            throw new IllegalArgumentException("The image is of another version of the applet");
        }
        arrays.forEach((path, array) -> {
            byte[] saved = image.get(path);
            if (saved == null || saved.length != array.length) {
                throw new IllegalArgumentException(path + " has another size");
            }
            System.arraycopy(saved, 0, array, 0, saved.length);
        });
        keys.forEach((path, key) -> {
            byte[] saved = image.get(path);
            if (saved != null && saved.length > 0) {
                key.setS(saved, (short) 0, (short) saved.length);
            }
        });
    }

    /** The arrays themselves. */
    Iterable<byte[]> persistentArrays() {
        return arrays.values();
    }

    /** Bytes of persistent arrays. */
    int persistentBytes() {
        return arrays.values().stream().mapToInt(array -> array.length).sum();
    }

    private void walk(String path, @Nullable Object value) {
        if (value == null || !seen.add(value)) {
            return;
        }
        switch (value) {
            case byte[] array -> {
                if (isPersistent(array)) {
                    arrays.put(path, array);
                }
            }
            case KeyPair pair -> walk(path + ".private", pair.getPrivate());
            case ECPrivateKey key -> {
                if (key.getType() == KeyBuilder.TYPE_EC_FP_PRIVATE) {
                    keys.put(path, key);
                }
            }
            case Object[] array -> {
                for (int i = 0; i < array.length; i++) {
                    walk(path + "[" + i + "]", array[i]);
                }
            }
            default -> {
                if (value.getClass().isArray()) {
                    refusePersistentArray(path, value);
                } else {
                    walkFields(path, value);
                }
            }
        }
    }

    private void walkFields(String path, Object owner) {
        for (Field field : ownFields(owner.getClass())) {
            try {
                field.setAccessible(true);
                if (field.getName().equals(SESSION_KEY)) {
                    continue;
                }
                if (field.getType().isPrimitive()) {
                    refuseLooseState(field);
                } else {
                    walk(
                            path.isEmpty() ? field.getName() : path + "." + field.getName(),
                            field.get(owner));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("The applet's memory cannot be read", e);
            }
        }
    }

    private List<Field> ownFields(Class<?> start) {
        var fields = new ArrayList<Field>();
        for (Class<?> type = start;
                type != null && type.getPackageName().equals(ownPackage);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        fields.sort(Comparator.comparing(Field::getName));
        return fields;
    }

    private static void refuseLooseState(Field field) {
        if (!Modifier.isFinal(field.getModifiers())) {
            throw new IllegalStateException(
                    field + " is state outside an array; the simulator would lose it");
        }
    }

    private void refusePersistentArray(String path, Object array) {
        if (isPersistent(array) && Array.getLength(array) > 0) {
            throw new IllegalStateException(path + " is a persistent array of other than bytes");
        }
    }

    private boolean isPersistent(Object array) {
        return transients.isTransient(array) == JCSystem.NOT_A_TRANSIENT_OBJECT;
    }

    private static byte[] secretOf(ECPrivateKey key) {
        if (!key.isInitialized()) {
            return new byte[0];
        }
        byte[] secret = new byte[32];
        short length = key.getS(secret, (short) 0);
        return Arrays.copyOf(secret, length);
    }
}
