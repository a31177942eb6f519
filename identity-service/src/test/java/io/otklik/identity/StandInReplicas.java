package io.otklik.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** In the place of the services that keep copies of people: one real HTTP server, with a path for each of them. */
public final class StandInReplicas implements QuarkusTestResourceLifecycleManager {

    private static final List<String> SERVICES = List.of("/ticket", "/notification", "/admin");
    private static final List<Told> TOLD = new CopyOnWriteArrayList<>();
    private static volatile CountDownLatch holding = new CountDownLatch(0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    private record Told(String service, PersonState person) {}

    /** How often each service was told exactly this state, with our credential. */
    public static Map<String, Long> told(PersonState person) {
        return TOLD.stream()
                .filter(told -> told.person().equals(person))
                .collect(Collectors.groupingBy(Told::service, Collectors.counting()));
    }

    /** Each service once. */
    public static Map<String, Long> everyone() {
        return SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 1L));
    }

    /** From now on ticket-service takes requests and answers none. */
    public static void hold() {
        holding = new CountDownLatch(1);
    }

    public static void release() {
        holding.countDown();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        SERVICES.forEach(
                service -> server.createContext(service + "/internal/people", exchange -> learn(service, exchange)));
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "otklik.replicas.urls",
                SERVICES.stream().map(service -> address + service).collect(Collectors.joining(",")),
                // Nothing here is about time: a slow machine must not make the stand-in one that is away.
                "otklik.replicas.patience",
                "3s");
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void learn(String service, HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean ours =
                    "local-internal-token".equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"));
            if (!ours || !exchange.getRequestMethod().equals("POST")) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            PersonState person = EventJson.readPerson(exchange.getRequestBody().readAllBytes());
            if (service.equals(SERVICES.get(0)) && !holding.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("held for ever");
            }
            TOLD.add(new Told(service, person));
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
