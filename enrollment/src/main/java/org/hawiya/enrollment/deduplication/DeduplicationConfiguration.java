package org.hawiya.enrollment.deduplication;

import java.time.Clock;
import org.hawiya.enrollment.adjudication.Examinations;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.capture.Captures;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.register.Identities;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DeduplicationConfiguration {

    @Bean
    Deduplication deduplication(
            Applications applications,
            Captures captures,
            JdbcClient jdbc,
            Identities identities,
            Examinations examinations,
            Transactions transactions,
            Journal journal,
            Clock clock) {
        return new Deduplication(
                applications,
                captures,
                new SearchRepository(jdbc),
                identities,
                examinations,
                transactions,
                journal,
                clock);
    }

    @Bean
    Standings standings(Identities identities, Examinations examinations) {
        return new Standings(identities, examinations);
    }

    /**
     * Phase 0 is before the web server's: nobody is answered while turns of an earlier run are
     * open.
     */
    @Bean
    SmartLifecycle resumption(Deduplication deduplication) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                deduplication.resume();
                running = true;
            }

            @Override
            public void stop() {
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return 0;
            }
        };
    }
}
