package io.otklik.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An event loop with its share of the connections. All of it runs there, so nothing is locked. */
final class Lane extends AbstractVerticle {

    private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final URI suite;
    private final int connections;
    private HttpClient client;
    private int running;

    Lane(URI suite, int connections) {
        this.suite = suite;
        this.connections = connections;
    }

    @Override
    public void start() {
        client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost(suite.getHost()).setDefaultPort(suite.getPort()),
                new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * As many requests at a time as there are connections, each after the answer to the one before, until the time is over. A
     * success that comes later is not counted: it would be work of more time than the rate is divided by.
     */
    Future<Tally> closed(Supplier<Call> calls, long untilNanos) {
        Promise<Tally> done = Promise.promise();
        Tally tally = new Tally();
        context.runOnContext(go -> {
            running = connections;
            for (int i = 0; i < connections; i++) {
                next(calls, untilNanos, tally, done);
            }
        });
        return done.future();
    }

    private void next(Supplier<Call> calls, long untilNanos, Tally tally, Promise<Tally> done) {
        long start = System.nanoTime();
        if (start >= untilNanos) {
            if (--running == 0) {
                done.complete(tally);
            }
            return;
        }
        send(calls.get()).onComplete(answer -> {
            long now = System.nanoTime();
            if (now <= untilNanos || !Answer.succeeded(answer)) {
                tally.add(answer, now - start);
            }
            next(calls, untilNanos, tally, done);
        });
    }

    /** From any thread; answered on this lane. */
    Future<Answer> ask(Call call) {
        Promise<Answer> answer = Promise.promise();
        context.runOnContext(go -> send(call).onComplete(answer));
        return answer.future();
    }

    private Future<Answer> send(Call call) {
        RequestOptions options = new RequestOptions()
                .setMethod(call.method())
                .setURI(call.path())
                .setTimeout(TIMEOUT_MILLIS);
        if (call.token() != null) {
            options.putHeader("Authorization", "Bearer " + call.token());
        }
        if (call.body() != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return client.request(options).compose(request -> sent(request, call)).compose(Lane::read);
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, Call call) {
        return call.body() == null ? request.send() : request.send(call.body().toBuffer());
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response.headers(), body));
    }
}
