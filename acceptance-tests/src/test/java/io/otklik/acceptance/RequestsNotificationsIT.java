package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** customer-requests.md: AdminNotificationConsumer, and contracts/README.md, section 8. */
@ExtendWith(Suite.class)
class RequestsNotificationsIT extends RequestsTestBase {

    @Test
    void notifications_tellTheStaffOfRequestsAndMessages() {
        try (SocketClient desk =
                SocketClient.connect("/ws/admin/notifications/?token=" + agent.token(), opening -> opening)) {
            long id = newRequest("На доске");
            customer.sends("/api/ticket/" + id + "/answer", Map.of("message", "Ау"), 201);
            agent.request().post(REQUESTS + id + "/take/").then().statusCode(200);
            await().atMost(Duration.ofSeconds(10)).until(() -> of(desk, id).size() >= 4);
            List<JsonPath> frames = of(desk, id);
            assertEquals("new_request", frames.get(0).getString("type"));
            assertEquals("На доске", frames.get(0).getString("data.title"));
            assertEquals("new_message", frames.get(1).getString("type"));
            assertEquals("Ау", frames.get(1).getString("data.content"));
            assertEquals(
                    Set.of("request_updated", "new_message"),
                    frames.subList(2, frames.size()).stream()
                            .map(frame -> frame.getString("type"))
                            .collect(Collectors.toSet()));
            desk.send("{\"type\": \"ping\"}");
            await().until(() -> desk.frames().stream().anyMatch(frame -> "pong".equals(frame.getString("type"))));
        }
        SocketClient.refused(given().auth().oauth2(customer.token()), "/ws/admin/notifications/")
                .then()
                .spec(Refused.FORBIDDEN);
        SocketClient.refused(given(), "/ws/admin/notifications/").then().spec(Refused.NO_TOKEN);
    }

    /** What the socket heard of the request: as an object of its own, or as a message's. */
    private static List<JsonPath> of(SocketClient desk, long request) {
        return desk.frames().stream()
                .filter(frame -> !"pong".equals(frame.getString("type")))
                .filter(frame -> request
                        == ("new_message".equals(frame.getString("type"))
                                ? frame.getLong("data.request")
                                : frame.getLong("data.id")))
                .toList();
    }
}
