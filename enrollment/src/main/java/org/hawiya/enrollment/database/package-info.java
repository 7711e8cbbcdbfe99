/**
 * Owns what all features need of the database: one transaction, and the proof that it is durable.
 */
@NullMarked
package org.hawiya.enrollment.database;

import org.jspecify.annotations.NullMarked;
