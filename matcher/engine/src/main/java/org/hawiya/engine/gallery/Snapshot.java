package org.hawiya.engine.gallery;

import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.descriptor.PrintCode;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;

/**
 * A gallery on disk, for a warm start: sealed frames of people, each bound to its place, the last
 * one marked. Whoever writes it stamps it with the register's state; a snapshot of another stamp is
 * of no use. Durable and whole when {@link #write} returns: it goes to a file beside the target
 * that takes its name at the end.
 *
 * <pre>
 * "HWYG" version(1) { length(4) sealed frame }; frame: last(1) count(4) { key(8) length(4) packed prints, codes }
 * </pre>
 */
final class Snapshot {
    private static final int MAGIC = 0x48575947;

    /** Changes with the layout, the packed templates or the design of the codes. */
    private static final int VERSION = 1;

    private static final int PEOPLE_PER_FRAME = 500;
    private static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

    private Snapshot() {}

    static void write(Rows rows, Path file, long stamp, Sealer sealer) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (FileChannel channel =
                        FileChannel.open(
                                unfinished,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING);
                DataOutputStream out =
                        new DataOutputStream(
                                new BufferedOutputStream(
                                        java.nio.channels.Channels.newOutputStream(channel)))) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            int used = rows.used();
            int frame = 0;
            for (int first = 0; first == 0 || first < used; first += PEOPLE_PER_FRAME) {
                int end = Math.min(used, first + PEOPLE_PER_FRAME);
                byte[] sealed =
                        sealer.seal(place(stamp, frame++), frame(rows, first, end, end == used));
                out.writeInt(sealed.length);
                out.write(sealed);
            }
            out.flush();
            channel.force(true);
        }
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] frame(Rows rows, int first, int end, boolean last) throws IOException {
        ByteArrayOutputStream people = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(people);
        int count = 0;
        for (int row = first; row < end; row++) {
            long key = rows.key(row);
            if (key != Rows.NOBODY) {
                byte[] packed = PackedPrints.pack(rows.read(row));
                out.writeLong(key);
                out.writeInt(packed.length);
                out.write(packed);
                for (FingerPosition position : rows.fingers(row)) {
                    for (long word : rows.column(position).read(row).words()) {
                        out.writeLong(word);
                    }
                }
                count++;
            }
        }
        return ByteBuffer.allocate(5 + people.size())
                .put((byte) (last ? 1 : 0))
                .putInt(count)
                .put(people.toByteArray())
                .array();
    }

    private static byte[] place(long stamp, int frame) {
        return ByteBuffer.allocate(17)
                .putInt(MAGIC)
                .put((byte) VERSION)
                .putLong(stamp)
                .putInt(frame)
                .array();
    }

    static void read(Rows rows, Path file, long stamp, Sealer sealer, long maxBytes)
            throws UnusableSnapshotException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC || in.readUnsignedByte() != VERSION) {
                throw new UnusableSnapshotException(
                        "The snapshot " + file + " is of another version.");
            }
            boolean last = false;
            for (int frame = 0; !last; frame++) {
                int length = in.readInt();
                if (length < 0 || length > MAX_FRAME_BYTES) {
                    throw new UnusableSnapshotException(
                            "The snapshot " + file + " states an impossible length.");
                }
                last = add(rows, sealer.open(place(stamp, frame), in.readNBytes(length)), maxBytes);
            }
            if (in.read() >= 0) {
                throw new UnusableSnapshotException(
                        "The snapshot " + file + " goes on after its end.");
            }
        } catch (IOException | RuntimeException e) {
            // A cut file, a sealer that refuses, a template that breaks its form: it cannot be
            // used, whatever it was.
            throw new UnusableSnapshotException(
                    "The snapshot " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean add(Rows rows, byte[] frame, long maxBytes) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        boolean last = in.get() == 1;
        int count = in.getInt();
        for (int person = 0; person < count; person++) {
            long key = in.getLong();
            byte[] packed = new byte[in.getInt()];
            in.get(packed);
            Map<FingerPosition, PrintCode> codes = new EnumMap<>(FingerPosition.class);
            for (FingerPosition position : PackedPrints.unpack(packed).fingers().keySet()) {
                long[] words = new long[PrintCode.LONGS];
                in.asLongBuffer().get(words);
                in.position(in.position() + words.length * Long.BYTES);
                codes.put(position, new PrintCode(words));
            }
            if (rows.bytes() + rows.growth(packed.length) > maxBytes) {
                throw new GalleryFullException(maxBytes);
            }
            rows.add(key, packed, codes);
        }
        return last;
    }
}
