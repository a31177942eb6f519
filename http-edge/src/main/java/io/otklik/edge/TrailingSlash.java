package io.otklik.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** With or without the trailing slash is the same resource, for every method, without a redirect. */
class TrailingSlash {

    @ServerRequestFilter(preMatching = true)
    public void strip(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = uri.getRequestUri().getRawPath();
        if (path.length() > 1 && path.endsWith("/")) {
            String query = uri.getRequestUri().getRawQuery();
            // Quarkus decodes the path that it is given here, and what it finds in it once more.
            String stripped = path.substring(0, path.length() - 1).replace("%", "%25");
            request.setRequestUri(uri.getBaseUri(), URI.create(query == null ? stripped : stripped + "?" + query));
        }
    }
}
