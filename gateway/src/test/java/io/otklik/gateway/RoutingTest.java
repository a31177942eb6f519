package io.otklik.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RoutingTest extends GatewayTestBase {

    @ParameterizedTest
    @CsvSource({
        "GET, /.well-known/jwks.json, identity",
        "POST, /api/v1/auth/login/, identity",
        "POST, /api/v1/users/register, identity",
        "GET, /api/v1/users, identity",
        "GET, /api/v1/admin/users/, identity",
        "PATCH, /api/v1/admin/users/5/role/, identity",
        "GET, /api/v1/tickets, ticket",
        "GET, /api/v1/tickets/, ticket",
        "GET, /api/v1/tickets/categories/, ticket",
        "PATCH, /api/v1/support/tickets/1/assign/, ticket",
        "DELETE, /api/v1/admin/tickets/categories/1/, ticket",
        "GET, /api/v1/notifications/, notification",
        "GET, /ws/notifications, notification",
        "GET, /api/v1/admin/ticket-history/, admin",
        "GET, /api/v1/admin/deliveries/, notification",
        "POST, /bot/api/v1/auth/telegram, identity",
        "PUT, /bot/api/v1/users/0190/role, identity",
        "GET, /bot/api/v1/tickets, ticket",
        "GET, /bot/api/v1/tickets/0190/messages, ticket",
        "GET, /bot/api/v1/categories, ticket",
        "POST, /bot/api/v1/files/upload, ticket",
        "GET, /uploads/files/0190/%D1%84%D0%B0%D0%B9%D0%BB.png, ticket",
        "GET, /bot/api/v1/statistics/dashboard, admin",
        "POST, /api/auth/login/, identity",
        "GET, /api/tickets/my-tickets/, ticket",
        "POST, /api/tickets/5/execute/, ticket",
        "GET, /api/admin/customer-requests/, ticket",
        "GET, /api/admin/customer-requests/stats, admin",
        "GET, /api/admin/customer-requests/stats/, admin",
        "GET, /api/admin/customer-requests/stats/1, ticket",
        "POST, /api/admin/customer-requests/7/take/, ticket",
        "GET, /api/admin/chats/, admin",
        "POST, /api/admin/chats/7/messages/, admin",
        "GET, /api/admin/communications/7, admin",
        "POST, /auth/users/, identity",
        "GET, /auth/users, identity",
        "GET, /auth/users/5, ticket",
        "GET, /auth/users/5/, ticket",
        "POST, /auth/users/5, ticket",
        "GET, /auth/users/5/more, identity",
        "POST, /auth/jwt/create/, identity",
        "GET, /api/ticket, ticket",
        "GET, /api/ticket/66, ticket",
        "POST, /api/ticket/66/set_status, ticket",
        "GET, /api/comment/31, ticket",
        "GET, /ws/tickets/0190, notification",
        "GET, /ws/chats/7, notification",
        "GET, /ws/admin/notifications, notification",
    })
    void path_goesToItsOwner(Method method, String path, String service) {
        given().urlEncodingEnabled(false)
                .request(method, path + "?a=1&b=%D1%8F")
                .then()
                .statusCode(200)
                .body("service", is(service))
                .body("method", is(method.name()))
                .body("uri", is(path + "?a=1&b=%D1%8F"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/internal/people/1",
                "/internal",
                "/q/health/started",
                "/q/metrics",
                "/q/openapi",
                "/api/v1",
                "/api/v1/internal/people",
                "/api/v1/ticketsX",
                "/api/v1/admin",
                "/api/v1/admin/tickets",
                "/api/v1/statistics/dashboard",
                "/api/admin",
                "/api/comments/1",
                "/uploads",
                "/api/ticketing",
                "/.well-known/openid-configuration",
                "/.well-known/jwks.json/x",
                "/wsx"
            })
    void path_ofNobodyIsNotFound(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/json;charset=utf-8")
                .body("", is(Map.of("detail", "Не найдено.")));
    }

    @Test
    void notFound_hasTheShapeOfTheContract() {
        String envelope = "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Не найдено.\",\"details\":[]}}";
        assertEquals(envelope, given().get("/bot/api/v1/nothing").asString());
        assertEquals(
                envelope,
                given().header("Host", "api.yourbot.com").get("/api/v1/nothing").asString());
        assertEquals(
                "{\"detail\":\"Not found.\"}",
                given().header("Accept-Language", "en").get("/api/v2/nothing").asString());
    }

    @Test
    void botHost_reachesTheBotAtTheSharedMount() {
        given().header("Host", "API.yourbot.com")
                .get("/api/v1/tickets?page=2")
                .then()
                .statusCode(200)
                .body("service", is("ticket"))
                .body("uri", is("/bot/api/v1/tickets?page=2"));
        given().header("Host", "api.yourbot.com:8000")
                .get("/api/v1/statistics/dashboard")
                .then()
                .body("service", is("admin"))
                .body("uri", is("/bot/api/v1/statistics/dashboard"));
        given().header("Host", "api.yourbot.com")
                .get("/uploads/files/1/a.png")
                .then()
                .body("uri", is("/uploads/files/1/a.png"));
        given().header("Host", "other.yourbot.com")
                .get("/api/v1/tickets")
                .then()
                .body("uri", is("/api/v1/tickets"));
    }

    @Test
    void botHost_isRefusedInTheEnvelopeWhateverTheReason() {
        String host = "api.yourbot.com";
        byte[] large = new byte[1024 * 1024 + 1];
        assertEnvelope(given().header("Host", host).get("/api/v1/nothing"), 404, "NOT_FOUND");
        assertEnvelope(given().header("Host", host).get("/api/v1/tickets?q=" + "x".repeat(8000)), 414, "URI_TOO_LONG");
        assertEnvelope(
                given().urlEncodingEnabled(false).header("Host", host).get("/api/v1/tickets;x"), 400, "BAD_REQUEST");
        assertEnvelope(
                given().header("Host", host)
                        .header("X-Large", "x".repeat(18_000))
                        .get("/api/v1/tickets"),
                431,
                "HEADERS_TOO_LARGE");
        assertEnvelope(
                given().header("Host", host).body(large).post("/api/v1/auth/telegram"), 413, "PAYLOAD_TOO_LARGE");
        identity.stop();
        try {
            assertEnvelope(given().header("Host", host).get("/api/v1/auth/me"), 503, "SERVICE_UNAVAILABLE");
        } finally {
            identity.start();
        }
    }

    private static void assertEnvelope(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .body("error.code", is(code))
                .body("error.details", is(List.of()))
                .body("error.size()", is(3))
                .body("size()", is(1));
    }

    @Test
    void socketPath_losesItsSlash() {
        given().get("/ws/notifications/?after=5").then().body("uri", is("/ws/notifications?after=5"));
    }
}
