package io.otklik.edge;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Keeps the connection of an answer that takes its time: whoever stands between, and the service itself, may end one on which nothing
 * moves. Until the answer is there, {@code 100 Continue} goes out every 30 s, which every client passes over (RFC 9110, 15.2); so
 * the answer still has its own status.
 */
public final class LongAnswer {

    /** Less than the 90 s of notification-service, and the minute that is usual elsewhere. */
    private static final Duration EVERY = Duration.ofSeconds(30);

    private LongAnswer() {}

    /** To be called, and subscribed to, on the request's event loop. */
    public static <T> Uni<T> to(HttpServerRequest request, Uni<T> answer) {
        return to(request, answer, EVERY);
    }

    static <T> Uni<T> to(HttpServerRequest request, Uni<T> answer, Duration every) {
        HttpServerResponse response = request.response();
        Vertx vertx = Vertx.currentContext().owner();
        return Uni.createFrom().deferred(() -> {
            long ticks = vertx.setPeriodic(every.toMillis(), tick -> sayThatItGoesOn(response));
            return answer.onTermination().invoke(() -> vertx.cancelTimer(ticks));
        });
    }

    /** On the event loop that writes the answer, too: so it is never in the midst of that. */
    private static void sayThatItGoesOn(HttpServerResponse response) {
        if (!response.headWritten() && !response.closed()) {
            response.writeContinue();
        }
    }
}
