/**
 * The server for enrolment centres: application, capture, deduplication, adjudication, register,
 * issuance.
 */
@NullMarked
package org.hawiya.enrollment;

import org.jspecify.annotations.NullMarked;
