package io.otklik.admin.api.requests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * identity-service's and ticket-service's internal API, as far as this service asks them. It tells no keys: a service that had just
 * heard of none would not look for a test's key for half a second.
 */
public class StandIns implements QuarkusTestResourceLifecycleManager {

    /** A category that there is, and its other id, of which no event has told. */
    public static final UUID CATEGORY = UUID.fromString("01990f6e-7c00-7000-8000-00000000000c");

    public static final long CATEGORY_ID = 3;

    /** A category that ticket-service cannot tell of. */
    public static final UUID UNTOLD_CATEGORY = UUID.fromString("01990f6e-7c00-7000-8000-00000000000d");

    /** Requests that there are. */
    static final long REQUEST = 41;

    static final long ANOTHER_REQUEST = 43;

    /** What ticket-service cannot tell of. */
    static final long UNTOLD = 500;

    private static final Map<Long, PersonState> KNOWN = new ConcurrentHashMap<>();

    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private HttpServer server;

    static PersonState knows(PersonState person) {
        KNOWN.put(person.id(), person);
        return person;
    }

    /** How often identity-service has been asked about people. */
    static int questions() {
        return QUESTIONS.get();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/internal/people", StandIns::people);
        server.createContext("/internal/requests/", StandIns::request);
        server.createContext("/internal/categories/", StandIns::category);
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort();
        return Map.of("otklik.people.owner-url", address, "otklik.ticket-service.url", address);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void people(HttpExchange exchange) throws IOException {
        int unused = QUESTIONS.incrementAndGet();
        String query = exchange.getRequestURI().getQuery();
        if (query != null) {
            String found = Arrays.stream(query.replace("ids=", "").split(","))
                    .map(id -> KNOWN.get(Long.valueOf(id)))
                    .filter(person -> person != null)
                    .map(EventJson::writePerson)
                    .collect(Collectors.joining(",", "[", "]"));
            answer(exchange, 200, found);
            return;
        }
        PersonState person = KNOWN.get(named(exchange));
        answer(exchange, person == null ? 404 : 200, person == null ? "{}" : EventJson.writePerson(person));
    }

    private static void request(HttpExchange exchange) throws IOException {
        long id = named(exchange);
        tell(exchange, id == UNTOLD, id == REQUEST || id == ANOTHER_REQUEST, "{}");
    }

    private static void category(HttpExchange exchange) throws IOException {
        UUID uuid = UUID.fromString(last(exchange));
        tell(exchange, uuid.equals(UNTOLD_CATEGORY), uuid.equals(CATEGORY), "{\"id\":" + CATEGORY_ID + "}");
    }

    private static void tell(HttpExchange exchange, boolean untold, boolean there, String body) throws IOException {
        boolean allowed =
                "local-internal-token".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"));
        answer(exchange, !allowed ? 401 : untold ? 503 : there ? 200 : 404, body);
    }

    private static long named(HttpExchange exchange) {
        return Long.parseLong(last(exchange));
    }

    private static String last(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
