package org.hawiya.enrollment.journal;

import java.time.Clock;
import javax.sql.DataSource;
import org.hawiya.custody.KeyCustody;
import org.hawiya.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JournalConfiguration {

    @Bean
    Journal journal(KeyCustody custody, DataSource database, Clock clock) {
        return new Journal(new Ledger(custody, clock), database, clock);
    }
}
