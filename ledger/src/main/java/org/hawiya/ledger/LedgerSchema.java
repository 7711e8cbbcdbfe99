package org.hawiya.ledger;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the ledger's tables up to this version. */
public final class LedgerSchema {
    /** Where the scripts are on the class path, for who runs Flyway on their own. */
    public static final String LOCATION = "classpath:ledger/migration";

    /** The schema of the tables and of the scripts' history. */
    public static final String NAME = "ledger";

    private LedgerSchema() {}

    /** Runs what is missing. Several servers may call it at once: one does it, the others wait. */
    public static void migrate(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(NAME)
                .defaultSchema(NAME)
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
