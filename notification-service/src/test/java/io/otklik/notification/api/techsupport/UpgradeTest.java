package io.otklik.notification.api.techsupport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.SocketClient;
import io.otklik.notification.Suite;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets a socket: contracts/README.md, section 5, «All sockets». */
@QuarkusTest
@WithTestResource(RealParts.class)
class UpgradeTest {

    private static final String UNAUTHENTICATED = "{\"detail\":\"Учетные данные не были предоставлены.\"}";
    private static final String BAD_TOKEN = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";
    private static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";

    private Suite suite;
    private PersonState user;
    private String token;

    @BeforeEach
    void people() {
        suite = Suite.get();
        user = suite.person(Role.USER);
        token = suite.people.token(user);
    }

    @Test
    void token_comesInThreeWays() {
        for (String path : List.of(
                "/ws/notifications", "/ws/notifications/", "/ws/users/notifications/", "/ws/users/notifications")) {
            assertPong(SocketClient.to(path + "?token=" + token));
            assertPong(SocketClient.to(path).addHeader("Authorization", "Bearer " + token));
            assertPong(SocketClient.to(path).addSubProtocol("bearer").addSubProtocol(token));
        }
    }

    @Test
    void subprotocol_isEchoedAsItWasWritten() {
        for (String written : List.of("bearer", "Bearer")) {
            try (SocketClient client = SocketClient.connect(SocketClient.to("/ws/notifications/")
                    .addSubProtocol(written)
                    .addSubProtocol(token))) {
                assertEquals(written, client.subProtocol());
            }
        }
    }

    @Test
    void subprotocol_thatIsNotEchoedIsRefusedWith401() {
        assertRefused(
                401,
                UNAUTHENTICATED,
                SocketClient.to("/ws/notifications/").addSubProtocol("BEARER").addSubProtocol(token));
    }

    @Test
    void token_thatIsMissingOrBadIsRefusedWith401() {
        assertRefused(401, UNAUTHENTICATED, SocketClient.to("/ws/notifications/"));
        assertRefused(401, UNAUTHENTICATED, SocketClient.to("/ws/support/notifications/?token="));
        assertRefused(401, BAD_TOKEN, SocketClient.to("/ws/notifications/?token=nonsense"));
        assertRefused(
                401,
                BAD_TOKEN,
                SocketClient.to("/ws/notifications/").addHeader("Authorization", "Bearer " + token + "x"));
        assertRefused(401, BAD_TOKEN, SocketClient.to("/ws/users/notifications/?token=" + expired()));
        String refresh = suite.people.token(user, "refresh", Duration.ofMinutes(5));
        assertRefused(401, BAD_TOKEN, SocketClient.to("/ws/notifications/?token=" + refresh));
    }

    @Test
    void token_ofABlockedPersonIsRefusedWith401() {
        suite.publish(suite.people.changed(user, Role.USER, true, 1));
        assertRefused(401, BAD_TOKEN, SocketClient.to("/ws/notifications/?token=" + token));
    }

    @Test
    void supportSocket_isForAgents() {
        assertRefused(403, FORBIDDEN, SocketClient.to("/ws/support/notifications/?token=" + token));
        for (Role role : List.of(Role.SUPPORT, Role.MODERATOR, Role.ADMIN)) {
            assertPong(SocketClient.to("/ws/support/notifications/?token=" + suite.people.token(suite.person(role))));
        }
    }

    @Test
    void origin_mustBeOursOrAllowed() {
        String uri = "/ws/notifications/?token=" + token;
        for (String good : List.of(
                "http://localhost:8000",
                "HTTP://LOCALHOST:8000",
                "https://desk.example.com",
                "https://desk.example.com:443")) {
            assertPong(SocketClient.from(good, uri));
        }
        for (String bad : List.of(
                "http://localhost:8001",
                "https://localhost:8000",
                "http://evil.example.com",
                "null",
                "http://localhost:8000.evil.com")) {
            assertRefused(403, FORBIDDEN, SocketClient.from(bad, uri));
        }
        assertRefused(401, UNAUTHENTICATED, SocketClient.from("http://evil.example.com", "/ws/notifications/"));
    }

    @Test
    void after_thatIsNoIdIsRefusedWith400() {
        for (String bad : List.of("x", "-1", "1.5", "99999999999999999999")) {
            assertRefused(
                    400,
                    "{\"after\":[\"Введите правильное число.\"]}",
                    SocketClient.to("/ws/notifications/?token=" + token + "&after=" + bad));
        }
        assertPong(SocketClient.to("/ws/notifications/?token=" + token + "&after="));
        assertPong(SocketClient.to("/ws/notifications/?token=" + token + "&after=0"));
    }

    @Test
    void refusal_speaksEnglishWhenAsked() {
        assertRefused(
                401,
                "{\"detail\":\"Authentication credentials were not provided.\"}",
                SocketClient.to("/ws/notifications/").addHeader("Accept-Language", "en"));
    }

    @Test
    void plainGet_isNoSocket() {
        io.restassured.RestAssured.given()
                .header("Authorization", "Bearer " + token)
                .get("/ws/notifications/")
                .then()
                .statusCode(404)
                .body(org.hamcrest.Matchers.is("{\"detail\":\"Не найдено.\"}"));
    }

    private String expired() {
        return suite.people.token(user, "access", Duration.ofSeconds(-1));
    }

    private static void assertPong(WebSocketConnectOptions options) {
        try (SocketClient client = SocketClient.connect(options)) {
            client.say("{\"type\": \"ping\"}");
            client.awaitCount(1);
            assertEquals(List.of("{\"type\":\"pong\"}"), client.frames());
        }
    }

    private static void assertRefused(int status, String body, WebSocketConnectOptions options) {
        UpgradeRejectedException refusal = SocketClient.refusal(options);
        assertEquals(status, refusal.getStatus());
        assertEquals(body, refusal.getBody().toString());
        assertTrue(refusal.getHeaders().get("Content-Type").startsWith("application/json"));
        assertTrue(refusal.getHeaders().contains("X-Request-Id"));
        assertEquals(status == 401 ? "Bearer" : null, refusal.getHeaders().get("WWW-Authenticate"));
    }
}
