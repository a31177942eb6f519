package io.otklik.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Checks the service credential, in constant time. */
class ServiceCredential {

    private static final String HEADER = "X-Otklik-Internal";

    private final Optional<byte[]> expected;

    ServiceCredential(InternalConfig config) {
        this.expected = config.token().map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    @ServicesOnly
    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        String sent = request.getHeaderString(HEADER);
        if (sent == null || expected.isEmpty() || !isExpected(sent)) {
            throw Problem.unauthenticated();
        }
    }

    private boolean isExpected(String sent) {
        return MessageDigest.isEqual(expected.get(), sent.getBytes(StandardCharsets.UTF_8));
    }
}
