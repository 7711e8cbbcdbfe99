package org.hawiya.app.provision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Hawiya keeps what it makes on this machine, unless told otherwise: beside the project when
 * that can be written to.
 */
public final class Home {
    private Home() {}

    /**
     * {@code HAWIYA_HOME}, else {@code .hawiya} beside the script, else {@code .hawiya} in the
     * user's own folder.
     */
    public static Path folder() {
        return folder(System.getenv(), Optional.ofNullable(System.getProperty("hawiya.root")));
    }

    static Path folder(Map<String, String> environment, Optional<String> projectRoot) {
        String chosen = environment.get("HAWIYA_HOME");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath();
        }
        return projectRoot
                .map(Path::of)
                .filter(root -> Files.isWritable(root))
                .map(root -> root.resolve(".hawiya"))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".hawiya"));
    }

    /** PostgreSQL's programs, shared by all data directories. */
    public static Path programs() {
        return folder().resolve("programs");
    }
}
