package org.hawiya.gateway.front;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Arabic and English: {@code ?lang=ar} chooses, a cookie remembers, the browser's wish comes last.
 */
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {
    static final Locale ARABIC = Locale.of("ar");
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, ARABIC);
    private static final String COOKIE = "__Host-hawiya-lang";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Bean
    LocaleResolver localeResolver() {
        return new LocaleResolver() {
            @Override
            public Locale resolveLocale(HttpServletRequest request) {
                return chosen(request)
                        .or(() -> remembered(request))
                        .orElseGet(() -> wished(request));
            }

            @Override
            public void setLocale(
                    HttpServletRequest request,
                    @Nullable HttpServletResponse response,
                    @Nullable Locale locale) {
                throw new UnsupportedOperationException("the address chooses the language");
            }
        };
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(
                new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Object handler) {
                        chosen(request).ifPresent(language -> remember(language, response));
                        return true;
                    }
                });
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/design/**")
                .addResourceLocations("classpath:/design/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static Optional<Locale> chosen(HttpServletRequest request) {
        return spoken(request.getParameter("lang"));
    }

    private static Optional<Locale> remembered(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return spoken(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static Locale wished(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        try {
            Locale best =
                    header == null
                            ? null
                            : Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException notAWish) {
            return Locale.ENGLISH;
        }
    }

    private static Optional<Locale> spoken(@Nullable String language) {
        return SPOKEN.stream().filter(one -> one.getLanguage().equals(language)).findFirst();
    }

    private static void remember(Locale language, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, language.getLanguage())
                        .secure(true)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(REMEMBERED)
                        .build()
                        .toString());
    }
}
