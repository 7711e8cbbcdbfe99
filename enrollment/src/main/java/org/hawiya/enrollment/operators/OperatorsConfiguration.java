package org.hawiya.enrollment.operators;

import java.security.SecureRandom;
import java.time.Clock;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.settings.EnrollmentProperties;
import org.hawiya.ledger.Actor;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Signs operators in against the database, and makes the first accounts. */
@Configuration(proxyBeanMethods = false)
class OperatorsConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new RememberingPasswordEncoder(new SecureRandom());
    }

    @Bean
    OperatorRepository operatorRepository(JdbcClient jdbc) {
        return new OperatorRepository(jdbc);
    }

    @Bean
    UserDetailsService operatorAccounts(OperatorRepository operators) {
        return username ->
                operators
                        .find(username)
                        .map(account ->
                                User.withUsername(account.name().value())
                                        .password(account.passwordHash())
                                        .roles(
                                                account.roles().stream()
                                                        .map(Enum::name)
                                                        .toArray(String[]::new))
                                        .build())
                        .orElseThrow(() -> new UsernameNotFoundException("no such operator"));
    }

    @Bean
    SmartInitializingSingleton bootstrapOperators(
            EnrollmentProperties properties,
            OperatorRepository operators,
            PasswordEncoder passwords,
            Transactions transactions,
            Journal journal,
            Clock clock) {
        return () ->
                properties.bootstrapOperators().stream()
                        .filter(given -> operators.find(given.username()).isEmpty())
                        .forEach(given ->
                                transactions.run(() -> {
                                    OperatorRepository.Account account = account(given, passwords);
                                    if (operators.addIfAbsent(account, clock.instant())) {
                                        journal.record(
                                                LedgerEvent.OPERATOR_ADDED,
                                                Actor.system("enrollment"),
                                                Detail.hashOf(
                                                        account.name()
                                                                .value()
                                                                .getBytes(
                                                                        java.nio.charset
                                                                                .StandardCharsets
                                                                                .US_ASCII)));
                                    }
                                }));
    }

    private static OperatorRepository.Account account(
            EnrollmentProperties.BootstrapOperator given, PasswordEncoder passwords) {
        String hash = java.util.Objects.requireNonNull(passwords.encode(given.password()));
        return new OperatorRepository.Account(
                new OperatorName(given.username()),
                hash,
                given.roles().stream()
                        .map(Role::valueOf)
                        .collect(java.util.stream.Collectors.toSet()));
    }
}
