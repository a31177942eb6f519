package io.otklik.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What requests say of media types, before a resource is chosen by it.
 *
 * <p>A resource has one representation, so {@code Accept} chooses nothing: whatever it says, it gets JSON (a file: the file). Quarkus
 * would answer 406, and that before it knows who asks. A {@code Content-Type} that cannot be read is a type that nobody takes, and refused
 * where that is; Quarkus would answer 500 or 400.
 */
class MediaTypes {

    @ServerRequestFilter(preMatching = true)
    public void settle(ContainerRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
        String contentType = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (contentType != null && !isReadable(contentType)) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean isReadable(String contentType) {
        try {
            return MediaType.valueOf(contentType) != null;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
