/**
 * What the applet costs on a card, counted on its own class files, and whether a card would take
 * them.
 */
@NullMarked
package org.hawiya.card.terminal.measure;

import org.jspecify.annotations.NullMarked;
