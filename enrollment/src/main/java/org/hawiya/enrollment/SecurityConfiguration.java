package org.hawiya.enrollment;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.hawiya.enrollment.problem.ProblemAnswers;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.settings.EnrollmentProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who gets in by which door: certificates for the feed, Basic for programs, a form for people, a
 * token for card readers.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    private static final String FEED_CLIENT = "FEED_CLIENT";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain feed(
            HttpSecurity http, EnrollmentProperties properties, Refusals refusals) {
        List<String> clients = properties.feedClients();
        UserDetailsService certified =
                name -> {
                    if (!clients.contains(name)) {
                        throw new UsernameNotFoundException("not a reader of the feed");
                    }
                    return User.withUsername(name).password("").roles(FEED_CLIENT).build();
                };
        return program(http.securityMatcher("/feed", "/feed/**"), refusals)
                .x509(x509 -> x509.userDetailsService(certified))
                .authorizeHttpRequests(rules ->
                        rules.requestMatchers("/feed").hasRole(FEED_CLIENT).anyRequest().denyAll())
                .build();
    }

    /**
     * Basic credentials are sent by a browser on its own, but a page of another origin cannot add
     * the Idempotency-Key header without asking first, and nothing changes without it: so no CSRF
     * token is needed here.
     */
    @Bean
    @Order(2)
    SecurityFilterChain api(HttpSecurity http, Refusals refusals) {
        return program(http.securityMatcher("/api/**"), refusals)
                .httpBasic(basic ->
                        basic.authenticationEntryPoint(
                                (request, response, e) -> refusals.notSignedIn(request, response)))
                .authorizeHttpRequests(rules -> allow(rules, Route.API))
                .build();
    }

    /** The session's own token is checked at the upgrade. */
    @Bean
    @Order(3)
    SecurityFilterChain relay(HttpSecurity http, Refusals refusals) {
        return program(http.securityMatcher("/relay/**"), refusals)
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pages(HttpSecurity http) {
        return headers(http)
                .authorizeHttpRequests(rules -> {
                    rules.requestMatchers(
                                    "/design/**",
                                    "/login",
                                    "/actuator/health",
                                    "/actuator/health/*",
                                    "/error")
                            .permitAll();
                    allow(rules, Route.PAGES);
                })
                .formLogin(form ->
                        form.loginPage("/login").defaultSuccessUrl("/").failureUrl("/login?failed"))
                .logout(logout -> logout.logoutSuccessUrl("/login"))
                .build();
    }

    @Bean
    Refusals refusals(ProblemAnswers problems, LocaleResolver locales, JsonMapper json) {
        return new Refusals(problems, locales, json);
    }

    private static HttpSecurity program(HttpSecurity http, Refusals refusals) {
        return headers(http)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, e) ->
                                        refusals.notSignedIn(request, response))
                                .accessDeniedHandler((request, response, e) ->
                                        refusals.notAllowed(request, response)));
    }

    private static HttpSecurity headers(HttpSecurity http) {
        return http.headers(headers ->
                headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(policy ->
                                policy.policy(
                                        org.springframework.security.web.header.writers
                                                .ReferrerPolicyHeaderWriter.ReferrerPolicy
                                                .NO_REFERRER))
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                        .httpStrictTransportSecurity(
                                hsts -> hsts.maxAgeInSeconds(Duration.ofDays(365).toSeconds())));
    }

    private static void allow(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
                    rules,
            List<Route> routes) {
        for (Route route : routes) {
            rules.requestMatchers(route.method(), route.pattern()).hasAnyRole(route.roleNames());
        }
        rules.anyRequest().denyAll();
    }

    /** Refusals before a controller is reached. */
    record Refusals(ProblemAnswers problems, LocaleResolver locales, JsonMapper json) {

        /** No Basic challenge: a browser would open its own window over the page. */
        void notSignedIn(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            write(ProblemType.NOT_SIGNED_IN, request, response);
        }

        void notAllowed(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            write(ProblemType.NOT_ALLOWED, request, response);
        }

        private void write(
                ProblemType type, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setStatus(type.status());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream()
                    .write(
                            json.writeValueAsBytes(
                                    problems.detail(type, null, locales.resolveLocale(request))));
        }
    }
}
