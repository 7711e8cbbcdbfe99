package org.hawiya.enrollment.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hawiya.ledger.LedgerSchema;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Brings the schemas up to date and refuses a database that may forget what it acknowledged. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final List<String> MUST_BE_ON =
            List.of("fsync", "synchronous_commit", "full_page_writes");

    @Bean
    Transactions transactions(PlatformTransactionManager manager) {
        return new Transactions(manager);
    }

    @Bean
    FlywayMigrationStrategy ledgerThenRegister(DataSource database) {
        return register -> {
            LedgerSchema.migrate(database);
            register.migrate();
        };
    }

    @Bean
    SmartInitializingSingleton durabilityCheck(JdbcClient jdbc, Flyway migrated) {
        return () ->
                MUST_BE_ON.forEach(setting -> {
                    String value =
                            jdbc.sql("select current_setting(?)")
                                    .param(setting)
                                    .query(String.class)
                                    .single();
                    if (value.equals("off")) {
                        throw new IllegalStateException(
                                "The database has "
                                        + setting
                                        + "=off and would lose acknowledged enrolments: switch it on.");
                    }
                });
    }
}
