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
    private volatile long stallMillis;
    private URI url;
    private Generator generator;

    @BeforeEach
    void serve() {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            boolean fifth = asked.incrementAndGet() % 5 == 0;
            request.response().setStatusCode(fifth ? 503 : 200);
            if (stallMillis == 0) {
                request.response().end();
            } else {
                vertx.setTimer(stallMillis, late -> request.response().end());
                stallMillis = 0;
            }
        });
        int port = Waiting.on(server.listen(0), LIMIT).actualPort();
        url = URI.create("http://localhost:" + port);
        generator = new Generator(vertx, url, 3, 2);
    }

    @AfterEach
    void close() {
        Waiting.until(vertx.close(), LIMIT);
    }

    @Test
    void closed_countsEveryErrorAndTheSuccessesWithinTheTime() {
        Tally tally = generator.closed(() -> CALL, Duration.ofMillis(200));

        long errors = tally.errors().getOrDefault("HTTP 503", 0L);
        assertEquals(asked.get() / 5, errors);
        // what the three connections wait for at the end is too late
        long late = asked.get() - tally.successes() - errors;
        assertTrue(late >= 0 && late <= 3, late + " were late");
    }

    @Test
    void closed_leavesOutASuccessAfterTheTime() {
        Generator one = new Generator(vertx, url, 1, 1);
        stallMillis = 300;
        Tally tally = one.closed(() -> CALL, Duration.ofMillis(200));

        assertEquals(1, asked.get());
        assertEquals(0, tally.successes());
        assertEquals(Map.of(), tally.errors());
    }

    @Test
    void closed_countsAnErrorAfterTheTime() {
        Generator one = new Generator(vertx, url, 1, 1);
        asked.set(4);
        stallMillis = 300;
        Tally tally = one.closed(() -> CALL, Duration.ofMillis(200));

        assertEquals(Map.of("HTTP 503", 1L), tally.errors());
    }

    @Test
    void open_sendsAsManyAsAreDue() {
        Tally tally = generator.open(i -> CALL, 100, Duration.ofMillis(500));

        assertEquals(40, tally.successes());
        assertEquals(Map.of("HTTP 503", 10L), tally.errors());
    }

    @Test
    void open_timesFromWhenARequestWasDue() {
        // The first answer takes a second, in which the 50 that are due within half of it wait for the only connection.
        Generator one = new Generator(vertx, url, 1, 1);
        stallMillis = 1_000;
        Tally tally = one.open(i -> CALL, 100, Duration.ofMillis(500));

        assertEquals(40, tally.successes());
        assertTrue(tally.millis(0) >= 500, "the shortest took " + tally.millis(0) + " ms");
        assertTrue(tally.millis(50) >= 700, "the median is " + tally.millis(50) + " ms");
        assertTrue(tally.millis(100) >= 990, "the longest took " + tally.millis(100) + " ms");
    }
}
