package org.hawiya.enrollment.vault;

import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.Pkcs12Custody;
import org.hawiya.enrollment.settings.EnrollmentProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    @Bean
    KeyCustody custody(EnrollmentProperties properties) {
        EnrollmentProperties.Custody at = properties.custody();
        return Pkcs12Custody.open(at.file(), at.password().toCharArray());
    }

    @Bean
    Vault vault(KeyCustody custody, JdbcClient jdbc) {
        return new Vault(custody, new DataKeyRepository(jdbc));
    }
}
