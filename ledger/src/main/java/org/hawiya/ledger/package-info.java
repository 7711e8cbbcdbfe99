/** Owns the append-only audit log: Merkle tree, signed checkpoints, independent verifier. */
@NullMarked
package org.hawiya.ledger;

import org.jspecify.annotations.NullMarked;
