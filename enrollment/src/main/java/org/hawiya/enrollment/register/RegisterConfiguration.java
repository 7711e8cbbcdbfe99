package org.hawiya.enrollment.register;

import java.time.Clock;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.outbox.Outbox;
import org.hawiya.enrollment.settings.EnrollmentProperties;
import org.hawiya.enrollment.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {

    @Bean
    Identities identities(
            EnrollmentProperties properties,
            JdbcClient jdbc,
            Applications applications,
            Vault vault,
            Outbox outbox,
            Journal journal,
            JsonMapper json,
            Clock clock) {
        return new Identities(
                properties.identityNumberPrefix(),
                new IdentityRepository(jdbc),
                applications,
                vault,
                outbox,
                journal,
                json,
                clock);
    }
}
