/** Owns {@code hawiya card}: what a person at a desk does with a card, in a reader or simulated. */
@NullMarked
package org.hawiya.app.card;

import org.jspecify.annotations.NullMarked;
