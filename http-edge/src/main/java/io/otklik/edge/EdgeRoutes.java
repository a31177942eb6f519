package io.otklik.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/** What every response of every service carries, whoever answers it: the request id and {@code nosniff}. */
@ApplicationScoped
class EdgeRoutes {

    private static final int BEFORE_ALL = 1_000;

    void register(@Observes Filters filters) {
        filters.register(this::mark, BEFORE_ALL);
    }

    private void mark(RoutingContext context) {
        String requestId = RequestId.of(context.request().getHeader(RequestId.HEADER));
        MDC.put(RequestId.LOG_KEY, requestId);
        context.response()
                .putHeader(RequestId.HEADER, requestId)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        context.next();
    }
}
