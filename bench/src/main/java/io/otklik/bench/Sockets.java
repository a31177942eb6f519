package io.otklik.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** Sockets of the benchmark's people; closes all that it opened. */
final class Sockets implements AutoCloseable {

    private static final int AT_A_TIME = 16;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final WebSocketClient client;
    private final URI suite;
    private final List<WebSocket> open = Collections.synchronizedList(new ArrayList<>());

    Sockets(Vertx vertx, URI suite) {
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(100_000));
        this.suite = suite;
    }

    /** Ready when all are; each frame goes to {@code frames} with whose socket it came on, from several threads. */
    void open(List<Someone> people, BiConsumer<Someone, JsonObject> frames) {
        for (int from = 0; from < people.size(); from += AT_A_TIME) {
            List<Future<WebSocket>> some = people.subList(from, Math.min(people.size(), from + AT_A_TIME)).stream()
                    .map(person -> connect(person, frames))
                    .toList();
            Waiting.until(Future.all(some), LIMIT);
        }
    }

    private Future<WebSocket> connect(Someone person, BiConsumer<Someone, JsonObject> frames) {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(suite.getHost())
                .setPort(suite.getPort())
                .setURI("/ws/notifications/")
                .addHeader("Authorization", "Bearer " + person.token());
        return client.connect(options).onSuccess(socket -> {
            socket.textMessageHandler(frame -> frames.accept(person, new JsonObject(frame)));
            open.add(socket);
        });
    }

    @Override
    public void close() {
        Waiting.until(Future.join(open.stream().map(WebSocket::close).toList()).otherwiseEmpty(), LIMIT);
        Waiting.until(client.close(), LIMIT);
    }
}
