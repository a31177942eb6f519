package io.otklik.identity.api.internal;

import io.otklik.edge.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks the service credential, in constant time. */
class CredentialFilter {

    private static final String HEADER = "X-Otklik-Internal";

    private final byte[] expected;

    CredentialFilter(InternalConfig config) {
        this.expected = config.token().getBytes(StandardCharsets.UTF_8);
    }

    @ServicesOnly
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        String sent = request.getHeaderString(HEADER);
        if (sent == null || !MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
            throw Problem.unauthenticated();
        }
    }
}
