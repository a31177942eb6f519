package io.otklik.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GeneratorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Call CALL = Call.get("/", null);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private Generator generator;

    @BeforeEach
    void serve() {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            boolean fifth = asked.incrementAndGet() % 5 == 0;
            request.response().setStatusCode(fifth ? 503 : 200).end();
        });
        int port = Waiting.on(server.listen(0), LIMIT).actualPort();
        generator = new Generator(vertx, URI.create("http://localhost:" + port), 3, 2);
    }

    @AfterEach
    void close() {
        Waiting.until(vertx.close(), LIMIT);
    }

    @Test
    void closed_countsEveryAnswerAsSuccessOrError() {
        Tally tally = generator.closed(() -> CALL, Duration.ofMillis(200));

        long errors = tally.errors().getOrDefault("HTTP 503", 0L);
        assertTrue(tally.successes() > 0);
        assertEquals(asked.get() / 5, errors);
        assertEquals(asked.get(), tally.successes() + errors);
    }

    @Test
    void open_sendsAsManyAsAreDue() {
        Tally tally = generator.open(i -> CALL, 100, Duration.ofMillis(500));

        assertEquals(40, tally.successes());
        assertEquals(Map.of("HTTP 503", 10L), tally.errors());
    }
}
