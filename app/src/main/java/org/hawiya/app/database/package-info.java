/**
 * An embedded, durable PostgreSQL of the demo's own, which survives kill -9 and never touches
 * another server.
 */
@NullMarked
package org.hawiya.app.database;

import org.jspecify.annotations.NullMarked;
