package org.hawiya.enrollment.adjudication;

import java.time.Clock;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.register.Identities;
import org.hawiya.enrollment.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AdjudicationConfiguration {

    @Bean
    Examinations examinations(
            JdbcClient jdbc,
            Applications applications,
            Captures captures,
            Identities identities,
            Vault vault,
            Journal journal,
            Clock clock) {
        return new Examinations(
                new ExaminationRepository(jdbc),
                applications,
                captures,
                identities,
                vault,
                journal,
                clock);
    }
}
