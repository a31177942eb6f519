package io.otklik.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** A service behind the gateway: a real HTTP server that says what it got, until a test tells it to do something else. */
final class TestService implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final String name;
    private final int port;
    private HttpServer server;
    private volatile Handler<HttpServerRequest> behaviour = this::tell;
    private volatile Handler<ServerWebSocket> socketBehaviour = socket -> {};
    private volatile Handler<io.vertx.core.http.ServerWebSocketHandshake> handshake;
    private volatile int ready = 200;
    private volatile boolean hanging;
    private final AtomicInteger looks = new AtomicInteger();
    private final Set<HttpConnection> users = ConcurrentHashMap.newKeySet();

    TestService(String name, int replica) {
        this.name = replica == 0 ? name : name + "-" + (replica + 1);
        this.port = ConfigProvider.getConfig()
                .getValues("otklik.gateway.services." + name, URI.class)
                .get(replica)
                .getPort();
    }

    static TestService started(String name) {
        return started(name, 0);
    }

    /** @param replica 0 is the first */
    static TestService started(String name, int replica) {
        TestService service = new TestService(name, replica);
        service.start();
        return service;
    }

    void start() {
        server = vertx.createHttpServer(
                new HttpServerOptions().setPort(port).setHost("0.0.0.0").setMaxInitialLineLength(8192));
        server.requestHandler(request -> {
            if (request.path().equals("/q/health/ready")) {
                looks.incrementAndGet();
                if (!hanging) {
                    request.response().setStatusCode(ready).end("{}");
                }
                return;
            }
            if (users.add(request.connection())) {
                request.connection().closeHandler(closed -> users.remove(request.connection()));
            }
            if (handshake == null && request.headers().contains("upgrade", "websocket", true)) {
                request.toWebSocket().onSuccess(socketBehaviour);
            } else {
                behaviour.handle(request);
            }
        });
        await(server.listen());
    }

    void stop() {
        await(server.close());
    }

    void will(Handler<HttpServerRequest> next) {
        behaviour = next;
    }

    void refusesSockets(Handler<HttpServerRequest> next) {
        handshake = unused -> {};
        behaviour = next;
    }

    void onSocket(Handler<ServerWebSocket> next) {
        socketBehaviour = next;
    }

    /** How often it was asked whether it is ready. */
    int looks() {
        return looks.get();
    }

    /** Whether there is a connection that has carried something else. */
    boolean isInUse() {
        return !users.isEmpty();
    }

    /** A service that is slow. */
    void after(long millis, Runnable step) {
        vertx.setTimer(millis, due -> step.run());
    }

    void isReady(boolean nowReady) {
        ready = nowReady ? 200 : 503;
    }

    /** Whoever asks whether it is ready gets no answer. */
    void hangs() {
        hanging = true;
    }

    void reset() {
        behaviour = this::tell;
        socketBehaviour = socket -> {};
        handshake = null;
        ready = 200;
        hanging = false;
    }

    /** Answers what arrived: who answers, method, uri, headers (lower case, repeated ones joined), the body's size. */
    void tell(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            JsonObject headers = new JsonObject();
            for (String header : request.headers().names()) {
                headers.put(
                        header.toLowerCase(java.util.Locale.ROOT),
                        String.join("|", request.headers().getAll(header)));
            }
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("X-Request-Id", "of-the-service")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(new JsonObject()
                            .put("service", name)
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("size", body.length())
                            .encode());
        });
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static void await(io.vertx.core.Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
