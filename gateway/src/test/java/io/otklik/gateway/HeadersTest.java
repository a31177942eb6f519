package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HeadersTest extends GatewayTestBase {

    @Test
    void requestId_ofTheCallerIsKeptAndAnsweredOnce() {
        Response answer = given().header("X-Request-Id", "abc-123").get("/api/v1/tickets");
        assertEquals("abc-123", answer.path("headers.x-request-id"));
        assertEquals(1, answer.headers().getList("X-Request-Id").size());
        assertEquals("abc-123", answer.header("X-Request-Id"));
        assertEquals(1, answer.headers().getList("X-Content-Type-Options").size());
    }

    @Test
    void requestId_thatIsInsaneIsReplaced() {
        Response answer = given().header("X-Request-Id", "a b{c}").get("/api/v1/tickets");
        String given = answer.header("X-Request-Id");
        assertEquals(given, UUID.fromString(given).toString());
        assertEquals(given, answer.path("headers.x-request-id"));
        String other = given().get("/nothing").header("X-Request-Id");
        assertEquals(other, UUID.fromString(other).toString());
    }

    @Test
    void forwardedHeaders_areOurs() {
        given().header("Host", "desk.example.com:8443")
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example.com")
                .header("X-Forwarded-Port", "666")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6;host=evil")
                .header("X-Real-IP", "6.6.6.6")
                .get("/api/v1/tickets")
                .then()
                .body("headers.x-forwarded-for", is("127.0.0.1"))
                .body("headers.x-forwarded-proto", is("http"))
                .body("headers.x-forwarded-host", is("desk.example.com:8443"))
                .body("headers.x-forwarded-port", nullValue())
                .body("headers.x-forwarded-prefix", nullValue())
                .body("headers.forwarded", nullValue())
                .body("headers.x-real-ip", nullValue())
                .body("headers.host", is("desk.example.com:8443"));
    }

    @Test
    void internalCredential_isNotLetIn() {
        given().header("X-Otklik-Internal", "guess")
                .header("Authorization", "Bearer abc")
                .header("Idempotency-Key", "k1")
                .header("Accept-Language", "en")
                .get("/api/v1/tickets")
                .then()
                .body("headers.x-otklik-internal", nullValue())
                .body("headers.authorization", is("Bearer abc"))
                .body("headers.idempotency-key", is("k1"))
                .body("headers.accept-language", is("en"));
    }

    @Test
    void hopByHopHeaders_endHere() throws IOException {
        ticket.will(request -> request.response()
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Connection", "keep-alive")
                .putHeader("Cache-Control", "public, max-age=60")
                .putHeader("ETag", "\"1\"")
                .end(request.getHeader("X-Hop") + "," + request.getHeader("Upgrade") + "," + request.getHeader("TE")));
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(
                    "/api/v1/tickets", "Connection: X-Hop, Upgrade", "X-Hop: 1", "Upgrade: h2c", "TE: trailers");
            assertEquals("null,null,null", answer.body());
            assertNull(answer.header("Keep-Alive"));
            assertNull(answer.header("Connection"));
            assertEquals(java.util.List.of("public, max-age=60"), answer.all("Cache-Control"));
            assertEquals("\"1\"", answer.header("ETag"));
        }
    }

    @Test
    void endToEndHeaders_goOnWhateverConnectionSays() throws IOException {
        ticket.will(request -> request.response()
                .end(request.getHeader("Idempotency-Key") + "," + request.getHeader("If-Match") + ","
                        + request.getHeader("If-None-Match")));
        try (RawClient client = rawClient()) {
            RawClient.Answer answer = client.get(
                    "/api/v1/tickets",
                    "Connection: Idempotency-Key, if-match, If-None-Match",
                    "Idempotency-Key: k",
                    "If-Match: *",
                    "If-None-Match: *");
            assertEquals("k,*,*", answer.body());
        }
    }

    @Test
    void response_isTheServicesOwn() {
        ticket.will(request -> request.response()
                .setStatusCode(201)
                .putHeader("Location", "/api/v1/tickets/7/")
                .putHeader("Link", "</a>; rel=\"next\"")
                .putHeader("X-Total-Count", "5")
                .end("Готово"));
        Response answer = given().body("{}").post("/api/v1/tickets/");
        assertEquals(201, answer.statusCode());
        assertEquals("Готово", new String(answer.asByteArray(), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals("/api/v1/tickets/7/", answer.header("Location"));
        assertEquals("</a>; rel=\"next\"", answer.header("Link"));
        assertEquals("5", answer.header("X-Total-Count"));
    }

    @Test
    void responsesWithoutBody_stayWithoutBody() throws IOException {
        ticket.will(request -> request.response()
                .setStatusCode(Integer.parseInt(request.getParam("status")))
                .end());
        try (RawClient client = rawClient()) {
            assertEquals(204, client.get("/api/v1/tickets?status=204").status());
            assertEquals(205, client.get("/api/v1/tickets?status=205").status());
            assertEquals(304, client.get("/api/v1/tickets?status=304").status());
            client.send("HEAD /api/v1/tickets?status=200 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(200, client.read().status());
            assertEquals(200, client.get("/api/v1/tickets?status=200").status());
        }
    }
}
