package io.otklik.notification;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.AsyncApi;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A WebSocket client that keeps every text frame it got, and holds each, like the code of the close, against events/asyncapi.yaml. */
public final class SocketClient implements AutoCloseable {

    private static final Vertx VERTX = Vertx.vertx();
    private static final WebSocketClient CLIENT = VERTX.createWebSocketClient(new WebSocketClientOptions()
            .setMaxConnections(1000)
            .setMaxFrameSize(1 << 20)); // a message is one frame, as most clients send it

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final String path;
    private final WebSocket socket;
    private volatile long lastFrame; // System.nanoTime of its arrival

    private SocketClient(String path, WebSocket socket) {
        this.path = path;
        this.socket = socket;
        socket.textMessageHandler(frame -> {
            lastFrame = System.nanoTime();
            frames.add(frame);
        });
    }

    public static WebSocketConnectOptions to(String uri) {
        return new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(RestAssured.port)
                .setAllowOriginHeader(false)
                .setURI(uri);
    }

    /** As a browser does it. */
    public static WebSocketConnectOptions from(String origin, String uri) {
        return to(uri).setAllowOriginHeader(true).addHeader("Origin", origin);
    }

    public static SocketClient connect(String uri) {
        return connect(to(uri));
    }

    /** Fails with {@link UpgradeRejectedException} when the upgrade is refused. */
    public static SocketClient connect(WebSocketConnectOptions options) {
        try {
            // Begun on the event loop that it stays on, so that the handlers are set before a frame can arrive.
            CompletableFuture<SocketClient> opened = new CompletableFuture<>();
            VERTX.getOrCreateContext().runOnContext(begun -> CLIENT.connect(options)
                    .map(socket -> new SocketClient(path(options), socket))
                    .onSuccess(opened::complete)
                    .onFailure(opened::completeExceptionally));
            return opened.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof UpgradeRejectedException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private static String path(WebSocketConnectOptions options) {
        return options.getURI().replaceAll("\\?.*", "");
    }

    /** The refusal of an upgrade. */
    public static UpgradeRejectedException refusal(WebSocketConnectOptions options) {
        try (SocketClient client = connect(options)) {
            throw new AssertionError("upgraded");
        } catch (UpgradeRejectedException refused) {
            return refused;
        }
    }

    public List<String> frames() {
        return List.copyOf(frames);
    }

    public List<JsonObject> awaitFrames(int count) {
        awaitCount(count);
        return frames.stream().map(JsonObject::new).toList();
    }

    public void awaitCount(int count) {
        await().atMost(Suite.LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames.size() >= count || socket.isClosed());
        if (frames.size() < count) {
            throw new AssertionError("closed with " + closeCode() + " after " + frames);
        }
    }

    public int awaitClose(Duration limit) {
        await().atMost(limit).pollInterval(Duration.ofMillis(5)).until(socket::isClosed);
        assertTrue(AsyncApi.closeCodes(path).contains(closeCode()), path + " closed with " + closeCode());
        return closeCode();
    }

    public int closeCode() {
        return socket.closeStatusCode() == null ? -1 : socket.closeStatusCode();
    }

    public long lastFrame() {
        return lastFrame;
    }

    public boolean isOpen() {
        return !socket.isClosed();
    }

    public String subProtocol() {
        return socket.subProtocol();
    }

    public void say(String text) {
        socket.writeTextMessage(text);
    }

    public void sendBinary() {
        socket.writeBinaryMessage(Buffer.buffer(new byte[] {1, 2, 3}));
    }

    /** Reads nothing more. */
    public void stopReading() {
        socket.pause();
    }

    public void resumeReading() {
        socket.resume();
    }

    @Override
    public void close() {
        if (!socket.isClosed()) {
            socket.close();
        }
        frames.forEach(frame -> assertEquals(Set.of(), AsyncApi.frameViolations(path, frame), path + " said " + frame));
    }
}
