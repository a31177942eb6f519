package io.otklik.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ServicePorts} allows https://desk.example.com besides our own http://localhost:8000. */
@QuarkusTest
class CrossOriginTest extends GatewayTestBase {

    private static final String EXPOSED =
            "Link, X-Total-Count, X-Request-Id, Retry-After, ETag, Idempotency-Replayed, Location, Content-Disposition";

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000", "https://desk.example.com", "https://DESK.example.com:443"})
    void preflight_ofAnAllowedOriginIsAnsweredHere(String origin) throws IOException {
        ticket.stop();
        try (RawClient client = rawClient()) {
            client.send(
                    "OPTIONS /api/v1/tickets/ HTTP/1.1\r\nHost: a\r\nOrigin: " + origin
                            + "\r\nAccess-Control-Request-Method: PATCH\r\nAccess-Control-Request-Headers: x-evil, if-match\r\n\r\n");
            RawClient.Answer answer = client.read();
            assertEquals(204, answer.status());
            assertEquals(List.of(origin), answer.all("Access-Control-Allow-Origin"));
            assertEquals("GET, HEAD, POST, PUT, PATCH, DELETE", answer.header("Access-Control-Allow-Methods"));
            assertEquals(
                    "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match, X-Request-Id",
                    answer.header("Access-Control-Allow-Headers"));
            assertEquals("7200", answer.header("Access-Control-Max-Age"));
            assertEquals("origin", answer.header("Vary"));
            assertNull(answer.header("Access-Control-Allow-Credentials"));
            assertNull(answer.header("Content-Length"));
            assertEquals(503, client.get("/api/v1/tickets").status());
        } finally {
            ticket.start();
        }
    }

    @Test
    void answer_mayBeReadByAnAllowedOrigin() throws IOException {
        ticket.will(request -> request.response().putHeader("Vary", "Accept").end("x"));
        try (RawClient client = rawClient()) {
            for (String target : List.of("/api/v1/tickets", "/nothing", "/api/v1//tickets")) {
                RawClient.Answer answer = client.get(target, "Origin: https://desk.example.com");
                assertEquals(List.of("https://desk.example.com"), answer.all("Access-Control-Allow-Origin"));
                assertEquals(List.of(EXPOSED), answer.all("Access-Control-Expose-Headers"));
                assertTrue(answer.all("Vary").contains("origin"), target);
            }
            assertEquals(
                    List.of("origin", "Accept"), client.get("/api/v1/tickets").all("Vary"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://desk.example.com",
                "https://desk.example.com:8443",
                "https://desk.example.com.evil.com",
                "null",
                "https://desk.example.com https://evil.example.com",
            })
    void otherOrigins_areServedWithoutCorsHeaders(String origin) throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get("/api/v1/tickets", "Origin: " + origin);
            assertEquals(200, answer.status());
            assertNoCors(answer);
            client.send("OPTIONS /api/v1/tickets HTTP/1.1\r\nHost: a\r\nOrigin: " + origin
                    + "\r\nAccess-Control-Request-Method: GET\r\n\r\n");
            RawClient.Answer preflight = client.read();
            assertTrue(preflight.body().contains("\"method\":\"OPTIONS\""), preflight.body());
            assertNoCors(preflight);
        }
    }

    @Test
    void noOrigin_getsNoCorsHeaders() throws IOException {
        try (RawClient client = rawClient()) {
            assertNoCors(client.get("/api/v1/tickets"));
        }
    }

    private static void assertNoCors(RawClient.Answer answer) {
        assertEquals(
                List.of(),
                answer.headers().stream()
                        .filter(header ->
                                header.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"))
                        .toList());
        assertEquals(List.of("origin"), answer.all("Vary"));
    }
}
