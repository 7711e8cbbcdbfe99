package org.hawiya.app.ledger;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.hawiya.app.CommandFailure;
import org.hawiya.app.ExitCode;
import org.hawiya.app.database.EmbeddedDatabase;
import org.hawiya.app.provision.DataDirectory;
import org.hawiya.app.provision.Home;

/**
 * The database that holds a ledger, and the way in. An embedded one that is stopped is started for
 * as long as this is open; one that runs is only visited.
 */
final class LedgerDatabase implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    /** What the embedded database remembers of itself in its folder, and the names in it. */
    private static final String SETTINGS = "database.properties";

    private final String url;
    private final String user;
    private final String password;
    private final AutoCloseable afterwards;

    private LedgerDatabase(String url, String user, String password, AutoCloseable afterwards) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.afterwards = afterwards;
    }

    static LedgerDatabase named(String url, String user, String password) {
        return new LedgerDatabase(url, user, password, () -> {});
    }

    static LedgerDatabase inDataDirectory(Path folder) {
        if (!Files.isDirectory(folder.resolve("database"))) {
            throw new CommandFailure(
                    ExitCode.INPUT,
                    "there is no database in "
                            + folder
                            + ": run hawiya demo first, or say which with --data or --jdbc");
        }
        DataDirectory data;
        try {
            data = DataDirectory.open(folder);
        } catch (CommandFailure taken) {
            return running(folder);
        }
        try {
            EmbeddedDatabase database = EmbeddedDatabase.start(Home.programs(), data.root());
            return new LedgerDatabase(
                    database.jdbcUrl(),
                    database.user(),
                    database.password(),
                    () -> {
                        database.close();
                        data.close();
                    });
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static LedgerDatabase running(Path folder) {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve(SETTINGS))) {
            settings.load(reader);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.STORAGE,
                    "the settings of the running database in " + folder + " cannot be read",
                    e);
        }
        return named(
                "jdbc:postgresql://127.0.0.1:"
                        + settings.getProperty("port")
                        + "/"
                        + EmbeddedDatabase.NAME,
                EmbeddedDatabase.NAME,
                settings.getProperty("password", ""));
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS));
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public void close() {
        try {
            afterwards.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("stopping the database for " + url, e);
        }
    }

    @Override
    public String toString() {
        return "LedgerDatabase[" + url + ", password [REDACTED]]";
    }
}
