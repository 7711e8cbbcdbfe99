package org.hawiya.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * What somebody with the database's own rights can do: take the guards away, change things, put the
 * guards back.
 */
final class Tampering {
    private Tampering() {}

    static void run(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : new String[] {"entry", "checkpoint", "head"}) {
                statement.execute("alter table ledger." + table + " disable trigger user");
            }
            statement.execute(sql);
            for (String table : new String[] {"entry", "checkpoint", "head"}) {
                statement.execute("alter table ledger." + table + " enable trigger user");
            }
            connection.commit();
        }
    }
}
