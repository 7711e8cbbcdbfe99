/** Starting the servers in this process, each a Spring context of its own. */
@NullMarked
package org.hawiya.app.serve;

import org.jspecify.annotations.NullMarked;
