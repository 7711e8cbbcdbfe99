package org.hawiya.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Random;

/** The ways to spoil a ledger; each says what it did, so that a miss can be understood. */
enum Mutation {
    FLIP_A_BIT_IN_AN_ENTRY {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int index = random.nextInt(copy.entries.size());
            int field = random.nextInt(7);
            copy.entries.set(index, flipped(copy.entries.get(index), field, random));
            return this + " field " + field + " of entry " + index;
        }
    },
    FLIP_A_BIT_AND_REHASH_THE_ROW {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int index = random.nextInt(copy.entries.size());
            EntryRow row = flipped(copy.entries.get(index), 1 + random.nextInt(5), random);
            byte[] hashes = row.hashes().clone();
            System.arraycopy(new TreeHasher().leaf(row), 0, hashes, 0, TreeHasher.BYTES);
            copy.entries.set(index, LedgerCopy.withHashes(row, hashes));
            return this + " entry " + index;
        }
    },
    FLIP_A_BIT_AND_REHASH_THE_TREE {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int index = random.nextInt(copy.entries.size());
            copy.rewriteFrom(index, row -> flipped(row, 1 + random.nextInt(5), random));
            return this + " entry " + index;
        }
    },
    DELETE_AN_ENTRY {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int index = random.nextInt(copy.entries.size());
            copy.entries.remove(index);
            if (random.nextBoolean()) {
                copy.headSize--;
            }
            return this + " " + index;
        }
    },
    INSERT_AN_ENTRY {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int from = random.nextInt(copy.entries.size());
            int to = random.nextInt(copy.entries.size() + 1);
            copy.entries.add(to, copy.entries.get(from));
            if (random.nextBoolean()) {
                copy.headSize++;
            }
            return this + " a copy of " + from + " at " + to;
        }
    },
    SWAP_TWO_ENTRIES {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int first = random.nextInt(copy.entries.size());
            int second =
                    (first + 1 + random.nextInt(copy.entries.size() - 1)) % copy.entries.size();
            Collections.swap(copy.entries, first, second);
            return this + " " + first + " and " + second;
        }
    },
    TRUNCATE {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int size = random.nextInt(copy.entries.size());
            copy.entries.subList(size, copy.entries.size()).clear();
            return this + " to " + size;
        }
    },
    ROLL_BACK {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int size = random.nextInt(copy.entries.size());
            copy.truncate(size);
            return this + " to " + size;
        }
    },
    FLIP_A_BIT_IN_A_CHECKPOINT {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int index = random.nextInt(copy.checkpoints.size());
            CheckpointRow row = copy.checkpoints.get(index);
            int field = random.nextInt(3);
            CheckpointRow altered =
                    new CheckpointRow(
                            field == 0 ? row.size() ^ (1L << random.nextInt(63)) : row.size(),
                            field == 1
                                    ? new String(
                                            flip(
                                                    row.note().getBytes(StandardCharsets.UTF_8),
                                                    random),
                                            StandardCharsets.UTF_8)
                                    : row.note(),
                            field == 2 ? flip(row.frontier(), random) : row.frontier());
            copy.checkpoints.set(index, altered);
            return this + " field " + field + " of checkpoint " + index;
        }
    },
    SWAP_TWO_NOTES {
        @Override
        String apply(LedgerCopy copy, Random random) {
            int first = random.nextInt(copy.checkpoints.size());
            int second = (first + 1) % copy.checkpoints.size();
            CheckpointRow a = copy.checkpoints.get(first);
            CheckpointRow b = copy.checkpoints.get(second);
            copy.checkpoints.set(first, new CheckpointRow(a.size(), b.note(), a.frontier()));
            copy.checkpoints.set(second, new CheckpointRow(b.size(), a.note(), b.frontier()));
            return this + " " + first + " and " + second;
        }
    },
    MOVE_THE_HEAD {
        @Override
        String apply(LedgerCopy copy, Random random) {
            copy.headSize += random.nextBoolean() ? 1 : -1;
            return this + " to " + copy.headSize;
        }
    };

    abstract String apply(LedgerCopy copy, Random random);

    /**
     * Field 0 is the index, 1 to 5 what was done, 6 the hashes. An empty actor is lengthened
     * instead.
     */
    private static EntryRow flipped(EntryRow row, int field, Random random) {
        return new EntryRow(
                field == 0 ? row.index() ^ (1L << random.nextInt(63)) : row.index(),
                field == 1 ? (short) (row.event() ^ (1 << random.nextInt(15))) : row.event(),
                field == 2 ? row.atMicros() ^ (1L << random.nextInt(63)) : row.atMicros(),
                field == 3 && random.nextBoolean() ? flip(row.subject(), random) : row.subject(),
                field == 4
                        ? (short) (row.actorKind() ^ (1 << random.nextInt(15)))
                        : row.actorKind(),
                field == 5 ? flipped(row.actor(), random) : row.actor(),
                field == 3 ? flip(row.detail(), random) : row.detail(),
                field == 6 ? flip(row.hashes(), random) : row.hashes());
    }

    private static String flipped(String actor, Random random) {
        if (actor.isEmpty()) {
            return "x";
        }
        byte[] bytes = actor.getBytes(StandardCharsets.US_ASCII);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(7));
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static byte[] flip(byte[] bytes, Random random) {
        byte[] altered = bytes.clone();
        altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
        return altered;
    }
}
