package io.otklik.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * 413 in the contract's shape, before anything is read, for a body that says it is larger than 1 MiB, or than the service's
 * {@code otklik.body.form-limit} when it is a form; {@link CountedBody} sees to those that do not say. The gateway refuses them
 * first; this is for whoever comes past it, since such bodies would not fit on the heap. Quarkus by itself answers no body.
 */
@ApplicationScoped
class BodyLimit {

    static final Problem TOO_LARGE = Problem.of(Problem.Kind.TOO_LARGE, Messages.TOO_LARGE)
            .withHeader(HttpHeaders.CONNECTION.toString(), HttpHeaders.CLOSE.toString());
    static final long BYTES = 1L << 20;

    /** After the request id, before authentication. */
    private static final int EARLY = 900;

    /** How long a client that is still sending may take to see the answer. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final long formLimit;

    BodyLimit(@ConfigProperty(name = "otklik.body.form-limit", defaultValue = "1M") MemorySize formLimit) {
        this.formLimit = formLimit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long limit = Multipart.isDeclared(request) ? formLimit : BYTES;
        if (length(request.getHeader(HttpHeaders.CONTENT_LENGTH)) <= limit) {
            context.next();
            return;
        }
        Contract contract = Contract.of(request.path());
        TOO_LARGE.headers().forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(contract.status(TOO_LARGE))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json;charset=utf-8")
                .end(contract.body(TOO_LARGE, Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))))
                .onFailure(gone -> {});
        passBy(context);
    }

    /** Lets the rest of the body go by unread, for as long as the client may need to see the answer. */
    static void passBy(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.vertx()
                .setTimer(LINGER.toMillis(), timer -> request.connection().close());
        request.handler(chunk -> {}).resume();
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
