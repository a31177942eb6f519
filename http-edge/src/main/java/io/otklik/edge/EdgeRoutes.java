package io.otklik.edge;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/**
 * What every response of every service carries, whoever answers it: the request id and {@code nosniff}. And what is the same
 * before any of them reads a request: {@code Authorization: Token}, which `requests` takes too, is {@code Bearer}.
 */
@ApplicationScoped
class EdgeRoutes {

    private static final int BEFORE_ALL = 1_000;
    private static final String TOKEN = "Token ";

    void register(@Observes Filters filters) {
        filters.register(this::mark, BEFORE_ALL);
        filters.register(EdgeRoutes::takeToken, BEFORE_ALL);
    }

    static void takeToken(RoutingContext context) {
        HttpServerRequest request = context.request();
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (sent != null
                && sent.regionMatches(true, 0, TOKEN, 0, TOKEN.length())
                && Contract.of(request.path()) == Contract.REQUESTS) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + sent.substring(TOKEN.length()));
        }
        context.next();
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
