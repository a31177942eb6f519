package io.otklik.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityHeadersTest extends GatewayTestBase {

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tickets",
                "/nothing",
                "/api/v1/../internal",
                "http:///",
                "/q/health/live",
            })
    void everyAnswer_hasEachHeaderOnce(String target) throws IOException {
        try (RawClient client = rawClient()) {
            assertSecure(client.get(target));
        }
    }

    @Test
    void refusedUpgrade_hasThemToo() throws IOException {
        notification.refusesSockets(
                request -> request.response().setStatusCode(401).end("{}"));
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get("/ws/notifications/", RawClient.UPGRADE);
            assertEquals(401, answer.status());
            assertSecure(answer);
        }
    }

    @Test
    void outage_hasThemToo() throws IOException {
        ticket.stop();
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get("/api/v1/tickets");
            assertEquals(503, answer.status());
            assertSecure(answer);
        } finally {
            ticket.start();
        }
    }

    @Test
    void service_hasTheLastWord() throws IOException {
        ticket.will(request -> request.response()
                .putHeader("content-security-policy", "sandbox")
                .putHeader("Referrer-Policy", "origin")
                .end());
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get("/uploads/files/1/a.png");
            assertEquals(List.of("sandbox"), answer.all("Content-Security-Policy"));
            assertEquals(List.of("origin"), answer.all("Referrer-Policy"));
            assertEquals(List.of("DENY"), answer.all("X-Frame-Options"));
        }
    }

    private static void assertSecure(RawClient.Answer answer) {
        HEADERS.forEach((name, value) -> assertEquals(List.of(value), answer.all(name), name));
        assertEquals(1, answer.all("X-Request-Id").size());
        assertEquals(List.of(), answer.all("Strict-Transport-Security"));
    }
}
