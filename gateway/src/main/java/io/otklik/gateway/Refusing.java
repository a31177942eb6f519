package io.otklik.gateway;

import io.otklik.edge.Contract;
import io.otklik.edge.Language;
import io.otklik.edge.Messages;
import io.otklik.edge.Problem;
import io.otklik.edge.Text;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** The gateway's own refusals, in the shape of the contract whose path it is. */
final class Refusing {

    static final Problem INSANE =
            Problem.of(Problem.Kind.MALFORMED, new Text("Недопустимый запрос.", "The request is not acceptable."));
    static final Problem TOO_LARGE = Problem.of(Problem.Kind.TOO_LARGE, Messages.TOO_LARGE);
    static final Problem TOO_SLOW = Problem.of(
            Problem.Kind.TOO_SLOW,
            new Text("Тело запроса передаётся слишком медленно.", "The request body comes too slowly."));
    static final Problem TARGET_TOO_LONG = Problem.of(
            Problem.Kind.TARGET_TOO_LONG,
            new Text("Слишком длинный адрес запроса.", "The request target is too long."));
    static final Problem HEADERS_TOO_LARGE = Problem.of(
            Problem.Kind.HEADERS_TOO_LARGE,
            new Text("Слишком большие заголовки запроса.", "The request headers are too large."));
    static final Problem AWAY = Problem.unavailable();

    /** How long a client may go on sending what is not wanted, so that it reads the answer before the connection ends. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=utf-8");

    private Refusing() {}

    /** Answers, unless the client has gone or the answer has begun, and lets the rest of the request pass by. */
    static void answer(RoutingContext context, Problem problem) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.closed() || response.headWritten()) {
            return;
        }
        Target target = Target.of(context);
        Contract contract = Contract.of(target == null ? String.valueOf(request.path()) : target.path());
        Language language = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(contract.status(problem)).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        problem.headers().forEach(response::putHeader);
        boolean lingers = problem == TOO_LARGE || problem == TOO_SLOW;
        if (lingers) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.end(contract.body(problem, language));
        passBy(context, lingers);
    }

    private static void passBy(RoutingContext context, boolean lingers) {
        HttpServerRequest request = context.request();
        if (lingers) {
            context.vertx()
                    .setTimer(LINGER.toMillis(), timer -> request.connection().close());
        }
        if (!request.isEnded()) {
            // In place of whatever took the body so far, which may never ask for more.
            request.handler(chunk -> {}).resume();
        }
    }
}
