package io.otklik.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The internal APIs of ticket-service and admin-service. They know what a test tells them, and say 404 to anything else. */
public class StandInNeighbours implements QuarkusTestResourceLifecycleManager {

    /** What was posted. */
    public record Posted(String path, String body, String language) {}

    private record Answer(int status, String body) {}

    private static final String CREDENTIAL = "local-internal-token";
    private static final Map<String, Queue<Answer>> ANSWERS = new ConcurrentHashMap<>();
    private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();

    private HttpServer server;
    private ExecutorService threads;

    /** Answers so from now on; several times for one path: one after the other, and the last one for ever. */
    public static void answers(String path, int status, String body) {
        ANSWERS.computeIfAbsent(path, first -> new ConcurrentLinkedQueue<>()).add(new Answer(status, body));
    }

    /** Nothing is known of the path any more. */
    public static void forgets(String path) {
        ANSWERS.remove(path);
    }

    /** What was posted to the path, in its order. */
    public static List<Posted> posted(String path) {
        return POSTED.stream().filter(posted -> posted.path().equals(path)).toList();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads = Executors.newFixedThreadPool(4);
        server.setExecutor(threads);
        server.createContext("/internal/", StandInNeighbours::answer);
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of("otklik.neighbours.ticket-url", url, "otklik.neighbours.admin-url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = next(path);
        if (!CREDENTIAL.equals(exchange.getRequestHeaders().getFirst("X-Otklik-Internal"))) {
            answer = new Answer(401, "{\"detail\":\"no credential\"}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            POSTED.add(new Posted(path, sent, exchange.getRequestHeaders().getFirst("Accept-Language")));
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Answer next(String path) {
        Queue<Answer> answers = ANSWERS.get(path);
        if (answers == null) {
            return new Answer(404, "{\"detail\":\"Не найдено.\"}");
        }
        synchronized (answers) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }
    }
}
