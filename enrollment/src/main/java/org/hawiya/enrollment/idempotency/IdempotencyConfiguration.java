package org.hawiya.enrollment.idempotency;

import java.time.Clock;
import org.hawiya.custody.KeyCustody;
import org.hawiya.enrollment.database.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    Idempotent idempotent(
            Transactions transactions,
            JdbcClient jdbc,
            KeyCustody custody,
            JsonMapper json,
            Clock clock) {
        return new Idempotent(transactions, new IdempotencyRepository(jdbc, clock), custody, json);
    }
}
