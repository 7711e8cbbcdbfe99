/** The auditor's command: verifies a ledger from its first entry with nothing but a public key. */
@NullMarked
package org.hawiya.app.ledger;

import org.jspecify.annotations.NullMarked;
