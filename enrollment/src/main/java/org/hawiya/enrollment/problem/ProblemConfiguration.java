package org.hawiya.enrollment.problem;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    ProblemAnswers problemAnswers(MessageSource messages) {
        return new ProblemAnswers(messages);
    }
}
