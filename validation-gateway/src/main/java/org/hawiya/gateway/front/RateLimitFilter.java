package org.hawiya.gateway.front;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts calls in windows of one minute, on this node. A full table refuses newcomers until the
 * window ends: it never grows beyond its bound, and never forgets a flood within its window.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RateLimitFilter extends OncePerRequestFilter {
    private static final int MAX_COUNTERS = 100_000;
    private static final long WINDOW_SECONDS = 60;

    private final Clock clock;
    private final Map<Caller, Integer> counters = new HashMap<>();
    private long window;

    RateLimitFilter(Clock clock) {
        this.clock = clock;
    }

    private record Caller(RateLimit limit, String address) {}

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<RateLimit> limit = RateLimit.of(request.getRequestURI());
        if (limit.isEmpty() || allows(new Caller(limit.get(), request.getRemoteAddr()))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Long.toString(WINDOW_SECONDS));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    private synchronized boolean allows(Caller caller) {
        long now = clock.instant().getEpochSecond() / WINDOW_SECONDS;
        if (now != window) {
            window = now;
            counters.clear();
        }
        if (counters.size() >= MAX_COUNTERS && !counters.containsKey(caller)) {
            return false;
        }
        return counters.merge(caller, 1, Integer::sum) <= caller.limit().callsPerMinute();
    }
}
