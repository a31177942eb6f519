package io.otklik.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is logged of a request that is answered 503. */
class ProblemMappersTest {

    private final Logger log = Logger.getLogger(ProblemMappers.class.getName());
    private final List<LogRecord> said = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(handler);
    }

    @AfterEach
    void leave() {
        log.removeHandler(handler);
    }

    @Test
    void deadlock_isToldWithItsStack() {
        Throwable deadlock = new IllegalStateException(new SQLException("deadlock detected", "40P01"));
        assertEquals("GET /api/v1/tickets/: rolled back by the database for others", said(deadlock));
        assertEquals(deadlock, said.get(0).getThrown());
    }

    @Test
    void outage_isToldInALine() {
        assertEquals(
                "GET /api/v1/tickets/: a store or service is away: Broken pipe", said(new IOException("Broken pipe")));
        assertNull(said.get(0).getThrown());
    }

    private String said(Throwable failure) {
        HttpServerRequest request = (HttpServerRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "path" -> "/api/v1/tickets/";
                    case "method" -> HttpMethod.GET;
                    default -> null;
                });
        assertEquals(
                503, new ProblemMappers(List.of()).anything(failure, request).getStatus());
        assertEquals(1, said.size());
        return String.format(said.get(0).getMessage(), said.get(0).getParameters());
    }
}
