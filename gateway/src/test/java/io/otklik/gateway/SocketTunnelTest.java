package io.otklik.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SocketTunnelTest extends SocketTestBase {

    @Test
    void socket_carriesFramesBothWays() throws Exception {
        notification.onSocket(socket -> {
            socket.writeTextMessage("здравствуйте");
            socket.textMessageHandler(text -> socket.writeTextMessage("эхо " + text));
            socket.binaryMessageHandler(socket::writeBinaryMessage);
        });
        Reader reader = new Reader();
        java.net.http.WebSocket socket = reader.open("/ws/notifications/");
        for (int i = 0; i < 100; i++) {
            socket.sendText("№" + i, true).get(10, TimeUnit.SECONDS);
        }
        socket.sendBinary(ByteBuffer.allocate(60_000), true).get(10, TimeUnit.SECONDS);
        await().until(() -> reader.texts.size() == 101 && reader.bytes.get() == 60_000);
        assertEquals("здравствуйте", reader.texts.get(0));
        assertEquals("эхо №99", reader.texts.get(100));
        socket.abort();
    }

    @Test
    void firstFrames_areNeverLost() throws Exception {
        notification.onSocket(socket -> {
            for (int i = 0; i < 20; i++) {
                socket.writeTextMessage("кадр " + i);
            }
            socket.close((short) 4408);
        });
        for (int i = 0; i < 100; i++) {
            Reader reader = new Reader();
            java.net.http.WebSocket socket = reader.open("/ws/notifications/");
            assertEquals(4408, reader.closed.get(10, TimeUnit.SECONDS));
            assertEquals(20, reader.texts.size());
            socket.abort();
        }
    }

    /** A client that hears the first frame even if it comes with the handshake's answer, which Vert.x's may miss. */
    private static final class Reader implements java.net.http.WebSocket.Listener {

        private static final java.net.http.HttpClient CLIENT = java.net.http.HttpClient.newHttpClient();

        final List<String> texts = new CopyOnWriteArrayList<>();
        final AtomicInteger bytes = new AtomicInteger();
        /** A text may come in parts, as the bytes do. */
        private final StringBuilder begun = new StringBuilder();

        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        java.net.http.WebSocket open(String uri) throws Exception {
            return CLIENT.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + port() + uri), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence text, boolean last) {
            begun.append(text);
            if (last) {
                texts.add(begun.toString());
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
            bytes.addAndGet(data.remaining());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(java.net.http.WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    @Test
    void handshake_passesWithEverythingThatSpeaksForTheClient() throws Exception {
        Map<String, String> seen = new ConcurrentHashMap<>();
        notification.onSocket(socket -> {
            seen.put("uri", socket.uri());
            for (String header : List.of(
                    "Authorization", "Origin", "Sec-WebSocket-Protocol", "X-Forwarded-For", "X-Request-Id", "Host")) {
                seen.put(header, String.valueOf(socket.headers().get(header)));
            }
            seen.put("internal", String.valueOf(socket.headers().get("X-Otklik-Internal")));
        });
        WebSocket socket = open(to("/ws/tickets/0190/?token=abc&after=5")
                .putHeader("Authorization", "Bearer x")
                .putHeader("Origin", "https://desk.example.com")
                .putHeader("Sec-WebSocket-Protocol", "bearer, x")
                .putHeader("X-Forwarded-For", "6.6.6.6")
                .putHeader("X-Otklik-Internal", "guess")
                .putHeader("X-Request-Id", "socket-1"));
        await().until(() -> seen.size() == 8);
        assertEquals(
                Map.of(
                        "uri",
                        "/ws/tickets/0190?token=abc&after=5",
                        "Authorization",
                        "Bearer x",
                        "Origin",
                        "https://desk.example.com",
                        "Sec-WebSocket-Protocol",
                        "bearer, x",
                        "X-Forwarded-For",
                        "127.0.0.1",
                        "X-Request-Id",
                        "socket-1",
                        "Host",
                        "localhost:" + port(),
                        "internal",
                        "null"),
                seen);
        socket.close();
    }

    @ParameterizedTest
    @ValueSource(shorts = {4401, 4403, 4408, 1012, 1000})
    void closeCode_ofTheServiceReachesTheClient(short code) throws Exception {
        notification.onSocket(socket -> socket.textMessageHandler(text -> socket.close(code, "потому что")));
        WebSocket socket = open(to("/ws/notifications/"));
        AtomicReference<String> closed = new AtomicReference<>();
        socket.closeHandler(end -> closed.set(socket.closeStatusCode() + " " + socket.closeReason()));
        socket.writeTextMessage("close");
        await().until(() -> closed.get() != null);
        assertEquals(code + " потому что", closed.get());
    }

    @Test
    void closeCode_ofTheClientReachesTheService() throws Exception {
        AtomicReference<Short> closed = new AtomicReference<>();
        notification.onSocket(socket -> socket.closeHandler(end -> closed.set(socket.closeStatusCode())));
        open(to("/ws/notifications/"))
                .close((short) 4000)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        await().until(() -> closed.get() != null);
        assertEquals((short) 4000, closed.get());
    }

    @Test
    void ping_goesAllTheWay() throws Exception {
        AtomicInteger pongs = new AtomicInteger();
        notification.onSocket(socket -> {
            socket.pongHandler(pong -> pongs.incrementAndGet());
            socket.writePing(Buffer.buffer("1"));
        });
        WebSocket socket = open(to("/ws/notifications/"));
        await().until(() -> pongs.get() == 1);
        AtomicInteger back = new AtomicInteger();
        socket.pongHandler(pong -> back.incrementAndGet());
        socket.writePing(Buffer.buffer("2"));
        await().until(() -> back.get() == 1);
        socket.close();
    }

    @Test
    void clientThatVanishes_endsTheServicesSocket() throws Exception {
        AtomicInteger open = new AtomicInteger();
        notification.onSocket(socket -> {
            open.incrementAndGet();
            socket.closeHandler(end -> open.decrementAndGet());
        });
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(
                    "/ws/notifications/",
                    "Connection: keep-alive, Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertEquals(101, answer.status());
            assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.header("Sec-WebSocket-Accept"));
            assertEquals(1, answer.all("X-Request-Id").size());
            await().until(() -> open.get() == 1);
        }
        await().until(() -> open.get() == 0);
    }

    @Test
    void manySockets_doNotStarveRequests() throws Exception {
        AtomicInteger open = new AtomicInteger();
        notification.onSocket(socket -> open.incrementAndGet());
        List<WebSocket> sockets = new CopyOnWriteArrayList<>();
        WebSocketClient many = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(400));
        for (int i = 0; i < 400; i++) {
            many.connect(to("/ws/notifications/")).onSuccess(sockets::add);
        }
        await().atMost(20, TimeUnit.SECONDS).until(() -> sockets.size() == 400 && open.get() == 400);
        try (RawClient client = rawClient()) {
            assertEquals(200, client.get("/api/v1/notifications/").status());
        }
        sockets.forEach(WebSocket::close);
    }
}
