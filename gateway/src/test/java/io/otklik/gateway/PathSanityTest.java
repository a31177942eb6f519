package io.otklik.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PathSanityTest extends GatewayTestBase {

    private static final String REFUSED = "{\"detail\":\"Недопустимый запрос.\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tickets/../users",
                "/api/v1/tickets/..",
                "/api/v1/tickets/./1",
                "/api/v1/tickets/.",
                "/api/v1/tickets/%2e%2e/users",
                "/api/v1/tickets/.%2E/users",
                "/api/v1/tickets/%2e",
                "/api/v1/tickets;a=b/1",
                "/api/v1/tickets/1;",
                "/api/v1/tickets%2F1",
                "/api/v1/tickets%2f1",
                "/api/v1/tickets%5C1",
                "/api/v1/tickets\\1",
                "//api/v1/tickets",
                "/api//v1/tickets",
                "/api/v1/tickets//",
                "/api/v1/tickets/%00",
                "/api/v1/tickets/%0a",
                "/api/v1/tickets/%7f",
                "/api/v1/tickets/\u00011",
                "/api/v1/tickets/\u007f",
                "/api/v1/tickets/\u00d1\u0084",
                "/api/v1/tickets/%",
                "/api/v1/tickets/%2",
                "/api/v1/tickets/%zz",
                "/api/v1/tickets/{id}",
                "/api/v1/tickets/a|b",
                "/api/v1/tickets#x",
                "/api/v1/tickets?a={b}",
                "/api/v1/tickets?a=%zz",
                "/api/v1/tickets?a=b\\c",
                "api/v1/tickets",
                "*",
                "http://localhost/api/v1/tickets",
            })
    void insaneTarget_isRefusedAndTheConnectionLives(String target) throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(target);
            assertEquals(400, answer.status());
            assertEquals(REFUSED, answer.body());
            assertNotNull(answer.header("X-Request-Id"));
            assertEquals(200, client.get("/api/v1/tickets").status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/uploads/files/1/a..b.png",
                "/uploads/files/1/...",
                "/uploads/files/1/.hidden",
                "/uploads/files/1/%D1%84%3B%20%25.png",
                "/uploads/files/1/a@b:c,d!e$f&g'h(i)*+=~_-",
                "/api/v1/tickets?a[]=1&b=//x/../y;z&c=%2F%00",
                "/api/v1/tickets?",
            })
    void unusualButSaneTarget_isForwardedAsItIs(String target) throws IOException {
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(target);
            assertEquals(200, answer.status());
        }
    }

    @Test
    void insaneTarget_isRefusedInTheShapeOfTheContract() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"The request is not acceptable.\",\"details\":[]}}",
                    client.get("/bot/api/v1/../internal", "Accept-Language: en").body());
        }
    }

    @Test
    void host_missingUnreadableOrRepeatedIsRefused() throws IOException {
        try (RawClient client = rawClient()) {
            client.send("GET /api/v1/tickets HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
            assertEquals(400, client.read().status());
        }
        try (RawClient client = rawClient()) {
            client.send("GET /api/v1/tickets HTTP/1.1\r\n\r\n");
            assertEquals(400, client.read().status());
        }
        try (RawClient client = rawClient()) {
            client.send("GET /api/v1/tickets HTTP/1.1\r\nHost: a b\r\n\r\n");
            assertEquals(400, client.read().status());
        }
    }

    @Test
    void transferEncoding_ofAnotherKindIsRefused() throws IOException {
        try (RawClient client = rawClient()) {
            client.send(
                    "POST /api/v1/tickets HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
            assertEquals(400, client.read().status());
        }
    }

    @Test
    void target_thatIsTooLongIsRefused() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    200, client.get("/api/v1/tickets?a=" + "x".repeat(7_900)).status());
            RawClient.Answer answer = client.get("/api/v1/tickets?a=" + "x".repeat(20_000));
            assertEquals(414, answer.status());
            assertEquals("{\"detail\":\"Слишком длинный адрес запроса.\"}", answer.body());
            assertEquals(1, answer.all("X-Request-Id").size());
            assertEquals(200, client.get("/api/v1/tickets").status());
        }
    }

    @Test
    void headers_thatAreTooLargeAreRefused() throws IOException {
        try (RawClient client = rawClient()) {
            assertEquals(
                    200,
                    client.get("/api/v1/tickets", "X-Some: " + "x".repeat(5_000))
                            .status());
            RawClient.Answer answer = client.get("/bot/api/v1/tickets", "X-Some: " + "x".repeat(30_000));
            assertEquals(431, answer.status());
            assertEquals(
                    "{\"error\":{\"code\":\"HEADERS_TOO_LARGE\",\"message\":\"Слишком большие заголовки запроса.\","
                            + "\"details\":[]}}",
                    answer.body());
            assertEquals(200, client.get("/api/v1/tickets").status());
        }
    }
}
