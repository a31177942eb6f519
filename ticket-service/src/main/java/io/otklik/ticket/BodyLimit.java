package io.otklik.ticket;

import io.otklik.edge.Contract;
import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;

/**
 * 413 in the contract's shape for a body that says it is larger than 105 MiB (a form) or 1 MiB (anything else), before it is
 * read. The gateway refuses them first; this is for whoever comes past it, since such JSON would not fit on the heap. Quarkus by itself
 * answers no body; its {@code max-body-size} is a little larger and ends those that do not say how large they are.
 */
@ApplicationScoped
class BodyLimit {

    /** After the request id, before authentication. */
    private static final int EARLY = 900;

    private static final long FORM = 105L << 20;
    private static final long OTHER = 1L << 20;

    /** How long a client that is still sending may take to see the answer. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    void register(@Observes Filters filters) {
        filters.register(BodyLimit::check, EARLY);
    }

    private static void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) <= (isForm(request) ? FORM : OTHER)) {
            context.next();
            return;
        }
        Problem problem = Problem.of(Problem.Kind.TOO_LARGE, Messages.TOO_LARGE);
        Contract contract = Contract.of(request.path());
        context.response()
                .setStatusCode(contract.status(problem))
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8")
                .end(contract.body(problem, Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))))
                .onFailure(gone -> {});
        context.vertx()
                .setTimer(LINGER.toMillis(), timer -> request.connection().close());
        request.handler(chunk -> {}).resume();
    }

    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Zero when it is not said; whether a header makes sense is the server's concern. */
    private static long length(String header) {
        try {
            return header == null ? 0 : Long.parseLong(header.strip());
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }
}
