package org.hawiya.enrollment.operators;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts in the database. */
final class OperatorRepository {

    /** An account with its bcrypt hash. */
    record Account(OperatorName name, String passwordHash, Set<Role> roles) {
        @Override
        public String toString() {
            return "Account[" + name + ", [REDACTED]]";
        }
    }

    private final JdbcClient jdbc;

    OperatorRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the account unless the name is taken; says whether it did. */
    boolean addIfAbsent(Account account, Instant now) {
        return jdbc.sql(
                                """
                                insert into register.operator (username, password_hash, roles, created_at)
                                values (:name, :hash, :roles, :now) on conflict do nothing\
                                """)
                        .param("name", account.name().value())
                        .param("hash", account.passwordHash())
                        .param(
                                "roles",
                                account.roles().stream().map(Enum::name).toArray(String[]::new))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Account> find(String username) {
        return jdbc.sql(
                        "select username, password_hash, roles from register.operator where username = :name")
                .param("name", username)
                .query((row, n) ->
                        new Account(
                                new OperatorName(row.getString("username")),
                                row.getString("password_hash"),
                                roles(row.getArray("roles"))))
                .optional();
    }

    private static Set<Role> roles(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray())
                .map(Role::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
