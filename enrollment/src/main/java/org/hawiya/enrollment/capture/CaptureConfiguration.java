package org.hawiya.enrollment.capture;

import java.time.Clock;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class CaptureConfiguration {

    @Bean
    Captures captures(
            Applications applications, JdbcClient jdbc, Vault vault, Journal journal, Clock clock) {
        return new Captures(applications, new CaptureRepository(jdbc), vault, journal, clock);
    }
}
