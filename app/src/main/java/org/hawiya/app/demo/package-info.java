/**
 * The demonstration: the interactive one and the story told through the servers' public interfaces.
 */
@NullMarked
package org.hawiya.app.demo;

import org.jspecify.annotations.NullMarked;
