/** Writes this server's acts into the ledger, in the transaction of the act. */
@NullMarked
package org.hawiya.gateway.audit;

import org.jspecify.annotations.NullMarked;
