package io.otklik.gateway;

import io.otklik.edge.Origins;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * CORS: pages of our own and of the allowed origins may call us and read the answers; other pages get no CORS headers, which
 * makes browsers keep the answer from them. Quarkus' and Vert.x's own handlers would refuse such requests with 403, from
 * programs as well, which send what origin they like. Tokens travel in headers, so credentials (cookies) are not allowed.
 */
@ApplicationScoped
class CrossOrigin {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private static final String REQUEST_HEADERS = String.join(
            ", ",
            List.of(
                    "Authorization",
                    "Content-Type",
                    "Accept-Language",
                    "Idempotency-Key",
                    "If-Match",
                    "If-None-Match",
                    "X-Request-Id"));

    /** Browsers show a page these only on request, unlike Content-Type and a few others. */
    private static final String ANSWER_HEADERS = String.join(
            ", ",
            List.of(
                    "Link",
                    "X-Total-Count",
                    "X-Request-Id",
                    "Retry-After",
                    "ETag",
                    "Idempotency-Replayed",
                    "Location",
                    "Content-Disposition"));

    private static final String MAX_AGE = Long.toString(Duration.ofHours(2).toSeconds()); // what Chrome takes at most

    private final Origins origins;

    CrossOrigin(GatewayConfig config) {
        this.origins = Origins.of(
                config.publicUrl().toString(), config.allowedOrigins().orElse(List.of()));
    }

    /** Answers preflights of allowed origins; says to all others who may read their answer. */
    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap answer = context.response().headers();
        answer.set(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.allow(origin)) {
            context.next();
            return;
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (isPreflight(request)) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
            context.response().setStatusCode(204).end();
            return;
        }
        answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        context.next();
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return HttpMethod.OPTIONS.equals(request.method())
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }
}
