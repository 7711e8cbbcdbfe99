/**
 * What a fresh data directory is given before a server starts: development certificates, key
 * custody files, passwords.
 */
@NullMarked
package org.hawiya.app.provision;

import org.jspecify.annotations.NullMarked;
