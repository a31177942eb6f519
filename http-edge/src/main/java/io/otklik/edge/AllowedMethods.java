package io.otklik.edge;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.jaxrs.ContainerRequestContextImpl;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** The methods that a path knows, for the {@code Allow} of a 405; Quarkus REST leaves it out. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** In alphabetical order; empty when the path is not known. */
    static Set<String> of(ContainerRequestContext request) {
        Set<String> methods = new TreeSet<>();
        if (!(request instanceof ContainerRequestContextImpl own)
                || !(own.getServerRequestContext() instanceof ResteasyReactiveRequestContext context)) {
            return methods;
        }
        RequestMatch<InitialMatch> resource =
                new RequestMapper<>(context.getDeployment().getClassMappers()).map(context.getPathWithoutPrefix());
        if (resource == null) {
            return methods;
        }
        for (ServerRestHandler handler : resource.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                collect(routing.getMappers(), resource.remaining.isEmpty() ? "/" : resource.remaining, methods);
            }
        }
        return methods;
    }

    private static void collect(Map<String, RequestMapper<RuntimeResource>> mappers, String path, Set<String> methods) {
        mappers.forEach((method, mapper) -> {
            RequestMatch<RuntimeResource> match = method == null ? null : mapper.map(path);
            if (match != null && (match.remaining.isEmpty() || match.remaining.equals("/"))) {
                methods.add(method);
            }
        });
    }
}
