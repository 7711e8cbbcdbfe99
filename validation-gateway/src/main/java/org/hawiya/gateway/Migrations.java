package org.hawiya.gateway;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hawiya.ledger.LedgerSchema;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Brings the two schemas that this server writes to the version of this jar. Nothing reads the
 * database before every bean exists: the feed and the web server start after that.
 */
@Configuration(proxyBeanMethods = false)
class Migrations {

    record Migrated() {}

    @Bean
    Migrated migrated(DataSource database) {
        LedgerSchema.migrate(database);
        Flyway.configure()
                .dataSource(database)
                .schemas("gateway")
                .defaultSchema("gateway")
                .locations("classpath:gateway/migration")
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .load()
                .migrate();
        return new Migrated();
    }
}
