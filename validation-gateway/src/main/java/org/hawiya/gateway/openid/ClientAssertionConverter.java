package org.hawiya.gateway.openid;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets a client leave out {@code client_id}, as RFC 7521, 4.2 allows and as stock clients do: the
 * authorization server's own converter insists on it. What is read here is unverified; the
 * assertion's check compares it with the signature's owner.
 */
final class ClientAssertionConverter implements AuthenticationConverter {
    private static final int MAX_ASSERTION_LENGTH = 8_000;

    private final AuthenticationConverter strict = new JwtClientAssertionAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        String assertion = request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION);
        boolean named = request.getParameter(OAuth2ParameterNames.CLIENT_ID) != null;
        if (assertion == null || named || assertion.length() > MAX_ASSERTION_LENGTH) {
            return strict.convert(request);
        }
        String unverifiedSubject = unverifiedSubject(assertion);
        return strict.convert(
                unverifiedSubject == null ? request : new Named(request, unverifiedSubject));
    }

    private static @Nullable String unverifiedSubject(String assertion) {
        try {
            return SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
        } catch (ParseException notAnAssertion) {
            return null;
        }
    }

    private static final class Named extends HttpServletRequestWrapper {
        private final Map<String, String[]> parameters;

        Named(HttpServletRequest request, String clientId) {
            super(request);
            parameters = new HashMap<>(request.getParameterMap());
            parameters.put(OAuth2ParameterNames.CLIENT_ID, new String[] {clientId});
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.copyOf(parameters);
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }
    }
}
