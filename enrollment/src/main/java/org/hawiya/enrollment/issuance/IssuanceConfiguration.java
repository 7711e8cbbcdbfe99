package org.hawiya.enrollment.issuance;

import java.time.Clock;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hawiya.custody.KeyCustody;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.settings.EnrollmentProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class IssuanceConfiguration {

    @Bean
    Cards cards(
            JdbcClient jdbc,
            Identities identities,
            Applications applications,
            Captures captures,
            Outbox outbox,
            Journal journal,
            Clock clock) {
        return new Cards(
                new CardRepository(jdbc),
                identities,
                applications,
                captures,
                outbox,
                journal,
                clock);
    }

    @Bean
    RelaySessions relaySessions(EnrollmentProperties properties) {
        return new RelaySessions(properties.issuance().sessionLimit());
    }

    @Bean
    CardOrders cardOrders(EnrollmentProperties properties, Cards cards, RelaySessions sessions) {
        boolean configured = properties.issuance().personalisationChain() != null;
        return new CardOrders(cards, configured ? Optional.of(sessions) : Optional.empty());
    }

    /** Without a personalisation leaf there is no relay either. */
    @Bean
    WebSocketConfigurer personalisationRelay(
            EnrollmentProperties properties,
            KeyCustody custody,
            RelaySessions sessions,
            Cards cards,
            Identities identities,
            Transactions transactions,
            Clock clock) {
        EnrollmentProperties.Issuance issuance = properties.issuance();
        List<String> chain = issuance.personalisationChain();
        if (chain == null) {
            return registry -> {};
        }
        CardAuthority authority =
                CardAuthority.of(
                        custody,
                        chain.stream().map(HexFormat.of()::parseHex).toList(),
                        issuance.cardCa(),
                        Period.ofDays((int) issuance.validity().toDays()),
                        issuance.cardThreshold());
        RelayHandler handler =
                new RelayHandler(
                        sessions,
                        new PersonalisationDesk(
                                cards,
                                identities,
                                new CustodyCardKeys(custody),
                                authority,
                                transactions,
                                clock));
        return registry ->
                registry.addHandler(handler, "/relay/{sessionId}")
                        .addInterceptors(handler)
                        .setAllowedOrigins();
    }
}
