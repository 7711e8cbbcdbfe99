package org.hawiya.gateway.front;

import org.hawiya.gateway.GatewaySettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Who may call which address, beside the OpenID provider's own. What is not listed does not exist.
 */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    @Bean
    @Order(2)
    SecurityFilterChain administration(HttpSecurity http, PageHeaders headers) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(rules ->
                        rules.requestMatchers("/api/relying-parties/**")
                                .hasRole("ADMINISTRATOR")
                                .anyRequest()
                                .denyAll())
                .httpBasic(basic ->
                        basic.authenticationEntryPoint((request, response, e) -> {
                            response.setHeader("WWW-Authenticate", "Basic realm=\"gateway\"");
                            response.sendError(HttpStatus.UNAUTHORIZED.value());
                        }))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A foreign page can send neither PUT nor JSON without asking first, and is
                // refused.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(HttpSecurity http, PageHeaders headers) {
        return http.authorizeHttpRequests(rules ->
                        rules.requestMatchers(
                                        HttpMethod.GET,
                                        "/",
                                        "/login/*",
                                        "/login/*/card",
                                        "/lost-card",
                                        "/design/**",
                                        "/relay/*",
                                        "/actuator/health/**")
                                .permitAll()
                                .requestMatchers(
                                        HttpMethod.POST,
                                        "/login/*/acceptance",
                                        "/login/*/refusal",
                                        "/login/*/attempts")
                                .permitAll()
                                .requestMatchers("/error")
                                .permitAll()
                                .anyRequest()
                                .denyAll())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((request, response, e) ->
                                response.sendError(HttpStatus.NOT_FOUND.value())))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Every form carries a secret of its own that is bound to the browser's cookie.
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers)
                .build();
    }

    @Bean
    UserDetailsService administrators(GatewaySettings settings) {
        var administrator = settings.administrator();
        return new InMemoryUserDetailsManager(
                User.withUsername(administrator.username())
                        .password(administrator.passwordHash())
                        .roles("ADMINISTRATOR")
                        .build());
    }

    /** bcrypt only: a password stored in the clear would not be recognised. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "bcrypt", java.util.Map.of("bcrypt", new BCryptPasswordEncoder()));
    }
}
