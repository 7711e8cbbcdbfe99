/** The validation gateway: tells an e-service who holds the card and finger in front of it. */
@NullMarked
package org.hawiya.gateway;

import org.jspecify.annotations.NullMarked;
