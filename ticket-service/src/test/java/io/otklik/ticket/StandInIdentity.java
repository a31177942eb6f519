package io.otklik.ticket;

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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** identity-service's internal API, as far as {@code people} asks it. It knows whom a test tells it of. */
public class StandInIdentity implements QuarkusTestResourceLifecycleManager {

    private static final Map<Long, PersonState> KNOWN = new ConcurrentHashMap<>();

    private static volatile Runnable beforeAnswering = () -> {};

    private HttpServer server;

    static PersonState knows(PersonState person) {
        KNOWN.put(person.id(), person);
        return person;
    }

    /** What happens while somebody waits to hear of people. */
    static void beforeAnswering(Runnable action) {
        beforeAnswering = action;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, 200, "{\"keys\":[]}"));
        server.createContext("/internal/people", StandInIdentity::people);
        server.start();
        return Map.of(
                "otklik.people.owner-url",
                "http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void people(HttpExchange exchange) throws IOException {
        beforeAnswering.run();
        String query = exchange.getRequestURI().getQuery();
        if (query != null && query.startsWith("search=")) {
            answer(exchange, 200, matching(query.substring("search=".length()).toLowerCase(Locale.ROOT)));
            return;
        }
        if (query != null) {
            var wanted = Arrays.asList(query.substring(query.indexOf('=') + 1).split(","));
            String found = KNOWN.values().stream()
                    .filter(person -> wanted.contains(
                            query.startsWith("uuids=") ? person.uuid().toString() : Long.toString(person.id())))
                    .map(EventJson::writePerson)
                    .collect(Collectors.joining(",", "[", "]"));
            answer(exchange, 200, found);
            return;
        }
        String path = exchange.getRequestURI().getPath();
        PersonState person = KNOWN.get(Long.valueOf(path.substring(path.lastIndexOf('/') + 1)));
        answer(exchange, person == null ? 404 : 200, person == null ? "{}" : EventJson.writePerson(person));
    }

    private static String matching(String words) {
        return KNOWN.values().stream()
                .filter(person -> Stream.of(person.firstName(), person.lastName(), person.email())
                        .anyMatch(text ->
                                text != null && text.toLowerCase(Locale.ROOT).contains(words)))
                .map(person -> Long.toString(person.id()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
