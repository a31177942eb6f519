package io.otklik.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** And a client that opens sockets at the gateway. */
abstract class SocketTestBase extends GatewayTestBase {

    static Vertx vertx;

    private static WebSocketClient client;

    @BeforeAll
    static void startClient() {
        vertx = Vertx.vertx();
        client = vertx.createWebSocketClient();
    }

    @AfterAll
    static void stopClient() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    static WebSocketConnectOptions to(String uri) {
        return new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(port())
                .setURI(uri);
    }

    static WebSocket open(WebSocketConnectOptions options) throws Exception {
        return client.connect(options).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
