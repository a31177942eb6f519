package io.otklik.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** That of one replica: it answers one request after the other with the bodies given, then 500; 401 without {@link #TOKEN}. */
final class InternalApi implements AutoCloseable {
    static final String TOKEN = "right";

    /** In place of an answer: the connection ends. */
    static final String BREAK = "break";

    private final HttpServer server;
    private final Queue<String> answers;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    InternalApi(String... answers) throws IOException {
        this.answers = new ConcurrentLinkedQueue<>(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    InternalCall call(Part part) {
        return new InternalCall(List.of(of(part)), TOKEN);
    }

    PartStatus of(Part part) {
        return status(part, server.getAddress().getPort());
    }

    /** One that takes no connections. */
    static PartStatus away(Part part) throws IOException {
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return status(part, closedSoon.getLocalPort());
        }
    }

    /** Each request, as {@code GET /internal/path?query}. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static PartStatus status(Part part, int port) {
        return new PartStatus(part, OptionalLong.empty(), port, PartState.READY);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        boolean right = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"));
        String answer = right ? answers.poll() : null;
        if (BREAK.equals(answer)) {
            exchange.close();
            return;
        }
        byte[] body = (answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8);
        int failure = right ? 500 : 401;
        exchange.sendResponseHeaders(answer == null ? failure : 200, 0);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
