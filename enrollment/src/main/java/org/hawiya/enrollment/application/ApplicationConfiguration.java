package org.hawiya.enrollment.application;

import java.time.Clock;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ApplicationConfiguration {

    @Bean
    Applications applications(
            JdbcClient jdbc, Vault vault, Journal journal, JsonMapper json, Clock clock) {
        return new Applications(new ApplicationRepository(jdbc), vault, journal, json, clock);
    }
}
