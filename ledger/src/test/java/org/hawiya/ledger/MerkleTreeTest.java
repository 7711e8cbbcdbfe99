package org.hawiya.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {
    private static final HexFormat HEX = HexFormat.of();

    /**
     * The leaves and roots that every implementation of certificate transparency is tested with.
     */
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final TreeHasher hasher = new TreeHasher();

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        Frontier tree = new Frontier();
        assertThat(HEX.formatHex(tree.root())).isEqualTo(ROOTS.getFirst());
        for (int size = 1; size <= LEAVES.size(); size++) {
            tree.append(hasher.leaf(HEX.parseHex(LEAVES.get(size - 1))));
            assertThat(HEX.formatHex(tree.root())).as("size " + size).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void frontierThatWasStored_goesOnAsIfItNeverStopped() {
        for (int stop = 0; stop <= 40; stop++) {
            Tree all = new Tree(stop);
            Frontier resumed = Frontier.of(stop, all.frontier.stored());
            byte[] next = hasher.leaf(new byte[] {99});
            assertThat(resumed.append(next)).isEqualTo(all.frontier.append(next));
            assertThat(resumed.root()).isEqualTo(all.frontier.root());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 31, 33})
    void everyEntryIsProvenInItsTree_andInNoOther(int size) throws SQLException {
        Tree tree = new Tree(size);
        Checkpoint checkpoint = tree.checkpoint(size);
        Checkpoint other = new Checkpoint("other", size, hasher.leaf(new byte[] {1, 2}));
        for (int index = 0; index < size; index++) {
            InclusionProof proof = tree.proofs().inclusion(index, size);
            assertThat(proof.provesInclusionIn(checkpoint))
                    .as("entry %d of %d", index, size)
                    .isTrue();
            assertThat(proof.provesInclusionIn(other)).isFalse();
            for (List<byte[]> broken : broken(proof.path())) {
                assertThat(
                                new InclusionProof(index, size, proof.leaf(), broken)
                                        .provesInclusionIn(checkpoint))
                        .isFalse();
            }
            for (int elsewhere = 0; elsewhere < size; elsewhere++) {
                InclusionProof moved =
                        new InclusionProof(elsewhere, size, proof.leaf(), proof.path());
                assertThat(moved.provesInclusionIn(checkpoint)).isEqualTo(elsewhere == index);
            }
        }
    }

    @Test
    void everyTreeIsProvenToContinueEveryEarlierOne() throws SQLException {
        int largest = 34;
        Tree tree = new Tree(largest);
        for (int to = 1; to <= largest; to++) {
            for (int from = 1; from <= to; from++) {
                ConsistencyProof proof = tree.proofs().consistency(from, to);
                Checkpoint earlier = tree.checkpoint(from);
                Checkpoint later = tree.checkpoint(to);
                assertThat(proof.provesThat(later, earlier)).as("%d to %d", from, to).isTrue();
                Checkpoint forked = new Checkpoint("test", from, hasher.leaf(new byte[] {7}));
                assertThat(proof.provesThat(later, forked)).isFalse();
                for (List<byte[]> broken : broken(proof.path())) {
                    assertThat(new ConsistencyProof(from, to, broken).provesThat(later, earlier))
                            .isFalse();
                }
            }
        }
    }

    /** Each hash altered, each left out, one too many at either end. */
    private static List<List<byte[]>> broken(List<byte[]> path) {
        List<List<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            List<byte[]> altered = new ArrayList<>(path);
            byte[] hash = path.get(i).clone();
            hash[i % 32] ^= 1;
            altered.set(i, hash);
            all.add(altered);
            List<byte[]> shortened = new ArrayList<>(path);
            shortened.remove(i);
            all.add(shortened);
        }
        List<byte[]> lengthened = new ArrayList<>(path);
        lengthened.addLast(new byte[32]);
        all.add(lengthened);
        List<byte[]> shifted = new ArrayList<>(path);
        shifted.addFirst(new byte[32]);
        all.add(shifted);
        return all;
    }

    /** A tree kept whole: leaf i is the hash of the bytes i. */
    private static final class Tree {
        final Frontier frontier = new Frontier();
        private final List<byte[]> rows = new ArrayList<>();
        private final List<byte[]> roots = new ArrayList<>();

        Tree(int size) {
            TreeHasher hasher = new TreeHasher();
            roots.add(frontier.root());
            for (int i = 0; i < size; i++) {
                rows.add(frontier.append(hasher.leaf(new byte[] {(byte) i})));
                roots.add(frontier.root());
            }
        }

        ProofMaker proofs() {
            return new ProofMaker((height, number) ->
                    Arrays.copyOfRange(
                            rows.get((int) (((number + 1) << height) - 1)),
                            32 * height,
                            32 * height + 32));
        }

        Checkpoint checkpoint(int size) {
            return new Checkpoint("test", size, roots.get(size));
        }
    }
}
