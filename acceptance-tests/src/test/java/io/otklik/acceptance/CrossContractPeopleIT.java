package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.specification.ResponseSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One person in five contracts: his role and his block are so in all of them at once. */
@ExtendWith(Suite.class)
class CrossContractPeopleIT extends CrossContractTestBase {

    @ParameterizedTest
    @CsvSource({
        "HELPER, support, EXECUTOR, 200, assigned-to-me",
        "MODERATOR, support, OPERATOR, 200, all-tickets",
        "ADMIN, admin, OPERATOR, 200, all-tickets",
        "USER, user, REQUESTER, 403, my-tickets",
    })
    void role_isTheSameEverywhereAtOnce(String bot, String techsupport, String desk, int staff, String list) {
        Someone person = Someone.registered();
        admin.changeRoleByBot(person, bot);
        assertEquals(bot, person.reads("/bot/api/v1/auth/me").getString("role"));
        assertEquals(techsupport, person.reads("/api/v1/users/me/").getString("role"));
        assertEquals(desk, person.reads("/api/auth/profile/").getString("role"));
        person.request().get("/api/tickets/" + list + "/").then().statusCode(200);
        for (String path : List.of(
                "/api/v1/support/tickets/",
                "/api/admin/customer-requests/",
                "/api/admin/customer-requests/stats/",
                "/api/admin/chats/",
                "/bot/api/v1/statistics/dashboard")) {
            person.request().get(path).then().statusCode(staff);
        }
        In.SUPPORT0.file(owner, "Чужая");
        person.request().get("/api/ticket/" + theTicket().id()).then().statusCode(staff == 200 ? 200 : 404);
    }

    @Test
    void blocked_isDeadInEveryContract_andAliveAgainWhenUnblocked() {
        In.BOT.file(owner, "Последняя");
        String uuid = owner.uuid();
        String socket = "/ws/tickets/" + theTicket().uuid();
        List<String> paths = List.of(
                "/api/v1/users/me/",
                "/api/v1/tickets/",
                "/api/v1/notifications/",
                "/bot/api/v1/auth/me",
                "/bot/api/v1/tickets",
                "/bot/api/v1/statistics/dashboard",
                "/api/auth/profile/",
                "/api/tickets/my-tickets/",
                "/api/admin/customer-requests/",
                "/api/admin/chats/",
                "/api/ticket",
                "/auth/users/" + owner.id());
        Map<String, ResponseSpecification> logins = Map.of(
                "/api/v1/auth/login/", Refused.NO_ACCOUNT,
                "/api/auth/login/", Refused.NO_ACCOUNT_WITHOUT_CODE,
                "/auth/jwt/create/", Refused.NO_ACCOUNT_WITHOUT_CODE);
        Map<String, String> credentials = Map.of("username", owner.username(), "password", owner.password());
        try (SocketClient feed = SocketClient.connect("/ws/notifications/", owner);
                SocketClient bot = SocketClient.connect(socket, owner)) {
            admin.block(uuid, true);
            for (String path : paths) {
                await().atMost(Duration.ofSeconds(1))
                        .pollInterval(Duration.ofMillis(20))
                        .untilAsserted(() -> owner.request()
                                .get(path)
                                .then()
                                .spec(Refused.at(path).badToken()));
            }
            logins.forEach((path, refused) -> given().contentType(ContentType.JSON)
                    .body(credentials)
                    .post(path)
                    .then()
                    .spec(refused));
            assertEquals(4403, feed.awaitClose());
            assertEquals(4403, bot.awaitClose());
        }
        admin.block(uuid, false);
        for (String path : logins.keySet()) {
            given().contentType(ContentType.JSON)
                    .body(credentials)
                    .post(path)
                    .then()
                    .statusCode(200);
        }
    }
}
