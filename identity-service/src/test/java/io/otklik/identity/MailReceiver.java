package io.otklik.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * In the place of notification-service: a real HTTP server that keeps what it gets. As a test resource it only tells the
 * service the address; a test opens and closes the server itself.
 */
public final class MailReceiver implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    /** Quarkus loads this class more than once. */
    private static final String PORT = "otklik.test.mail-receiver.port";

    private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private volatile int status = 202;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        if (Integer.getInteger(PORT) == null) {
            System.setProperty(PORT, Integer.toString(freePort()));
        }
        return Map.of("otklik.password-reset.notification-url", "http://localhost:" + Integer.getInteger(PORT));
    }

    @Override
    public void stop() {}

    public static MailReceiver open() {
        MailReceiver receiver = new MailReceiver();
        try {
            receiver.server = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByName("localhost"), Integer.getInteger(PORT)), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        receiver.server.createContext("/internal/mails", receiver::receive);
        receiver.server.start();
        return receiver;
    }

    /** What it answers from now on. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** Every request for this e-mail so far, also those that were refused. */
    public List<JsonObject> to(String email) {
        return requests.stream()
                .filter(mail -> mail.getJsonObject("person").getString("email").equals(email))
                .toList();
    }

    /** Requests without our credential. */
    public List<String> strangers() {
        return strangers;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!"local-internal-token".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"))
                    || !exchange.getRequestMethod().equals("POST")) {
                strangers.add(body);
            }
            requests.add(new JsonObject(body));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
