package io.otklik.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** In the place of ticket-service: a real HTTP server that knows what a test tells it of what people did. */
public final class StandInTickets implements QuarkusTestResourceLifecycleManager {

    private static final Map<Long, JsonObject> KNOWN = new ConcurrentHashMap<>();
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static volatile int status = 200;

    private HttpServer server;

    public static void knows(long personId, int tickets, String lastActivity) {
        KNOWN.put(
                personId,
                new JsonObject().put("id", personId).put("tickets", tickets).put("last_activity", lastActivity));
    }

    /** What it answers from now on. */
    public static void answer(int newStatus) {
        status = newStatus;
    }

    /** The ids of each call with our credential since {@link #forgetCalls}. */
    public static List<String> asked() {
        return List.copyOf(ASKED);
    }

    public static void forgetCalls() {
        ASKED.clear();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/internal/people/activity", StandInTickets::activity);
        server.start();
        return Map.of(
                "otklik.activity.ticket-url",
                "http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void activity(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!"local-internal-token".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            String ids = exchange.getRequestURI().getQuery().replace("ids=", "");
            ASKED.add(ids);
            JsonArray found = new JsonArray();
            for (String id : ids.split(",")) {
                if (KNOWN.containsKey(Long.valueOf(id))) {
                    found.add(KNOWN.get(Long.valueOf(id)));
                }
            }
            byte[] body = found.encode().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
