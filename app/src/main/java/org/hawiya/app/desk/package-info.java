/**
 * The resident's side of the demo: a reader with a wallet of simulated cards, as a small web site.
 */
@NullMarked
package org.hawiya.app.desk;

import org.jspecify.annotations.NullMarked;
