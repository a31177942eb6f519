package io.otklik.acceptance;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A socket of the suite as a client sees it: every text frame, in order, and how it was closed. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonPath> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    /** Connects to a path of the suite as the person; fails when the upgrade is refused. */
    static SocketClient connect(String path, Someone person) {
        return connect(path, opening -> opening.header("Authorization", "Bearer " + person.token()));
    }

    /** Connects to a path of the suite with headers or subprotocols of the test's own. */
    static SocketClient connect(String path, UnaryOperator<WebSocket.Builder> opening) {
        SocketClient client = new SocketClient();
        client.socket = opening.apply(HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10)))
                .buildAsync(URI.create(Suite.running().socketUrl(path)), client)
                .join();
        return client;
    }

    /** Asks for an upgrade that will be refused, and returns the refusal. */
    static Response refused(RequestSpecification request, String path) {
        return request.header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
                .get(path);
    }

    /** What the server chose of the offered subprotocols; empty when nothing. */
    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    List<JsonPath> frames() {
        return frames;
    }

    /** Waits until there are so many frames, and returns them. */
    List<JsonPath> awaitFrames(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> frames.size() >= count);
        return frames;
    }

    /** Waits until the server closes, and returns its code. */
    int awaitClose() {
        return closed.orTimeout(15, java.util.concurrent.TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(JsonPath.from(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
