package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every list of all five contracts asks the databases as often for fifty rows as for one. */
@ExtendWith(Suite.class)
class StatementsIT {

    private static final int MANY = 50;

    private static Someone owner;
    private static Someone agent;
    private static Someone operator;
    private static Someone admin;
    private static Map<String, String> ids;
    private static StatementLog log;

    @BeforeAll
    static void fill() {
        owner = Someone.registered();
        agent = Someone.agent();
        operator = Someone.moderator();
        admin = Someone.admin();
        long ticket = 0;
        for (int i = 0; i < MANY; i++) {
            ticket = owner.posts("/api/ticket", Map.of("message", "Заявка " + i), 201)
                    .getLong("id");
            operator.sends("/api/tickets/" + ticket + "/assign/", Map.of("executor", agent.id()), 200);
        }
        long chat = 0;
        for (int i = 0; i < MANY; i++) {
            agent.comments(ticket, "Ответ " + i);
            chat = agent.posts(
                            "/api/admin/chats/",
                            Map.of("name", "Чат " + i, "participants", List.of(operator.id())),
                            201)
                    .getLong("id");
            agent.sends(
                    "/api/admin/communications/",
                    Map.of(
                            "from_department",
                            "А",
                            "to_department",
                            "Б",
                            "subject",
                            "В",
                            "content",
                            "Г",
                            "participants",
                            List.of(operator.id())),
                    201);
            admin.sends("/bot/api/v1/categories", Map.of("name", "Категория " + UUID.randomUUID()), 201);
            customer(i);
        }
        for (int i = 0; i < MANY; i++) {
            (i % 2 == 0 ? agent : operator)
                    .sends("/api/admin/chats/" + chat + "/messages/", Map.of("content", "Слово " + i), 201);
        }
        ids = Map.of(
                "{ticket}",
                Long.toString(ticket),
                "{uuid}",
                owner.uuidOf("Заявка " + (MANY - 1)),
                "{chat}",
                Long.toString(chat));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> owner.notifications().getList("$").size() >= MANY);
        log = new StatementLog();
    }

    private static void customer(int number) {
        String name = "c" + number + UUID.randomUUID().toString().replace("-", "");
        given().contentType(ContentType.JSON)
                .body(Map.of("username", name, "email", name + "@example.com", "password", "Sunflower_77"))
                .post("/auth/users/")
                .then()
                .statusCode(201);
    }

    @AfterAll
    static void stopLooking() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource({
        "owner, /api/v1/tickets/?limit=, size()",
        "owner, /api/v1/tickets/categories/?limit=, size()",
        "owner, /api/v1/tickets/{ticket}/comments/?limit=, size()",
        "owner, /api/v1/notifications/?limit=, size()",
        "agent, /api/v1/support/tickets/?limit=, size()",
        "admin, /api/v1/admin/users/?limit=, size()",
        "admin, /api/v1/admin/ticket-history/?limit=, size()",
        "admin, /api/v1/admin/deliveries/?limit=, size()",
        "owner, /bot/api/v1/tickets?size=, items.size()",
        "agent, /bot/api/v1/tickets?size=, items.size()",
        "owner, /bot/api/v1/tickets/{uuid}/messages?size=, items.size()",
        "owner, /bot/api/v1/categories?limit=, size()",
        "admin, /bot/api/v1/users?size=, items.size()",
        "owner, /api/tickets/my-tickets/?limit=, size()",
        "operator, /api/tickets/all-tickets/?limit=, size()",
        "agent, /api/tickets/assigned-to-me/?limit=, size()",
        "agent, /api/admin/customer-requests/?page_size=, results.size()",
        "agent, /api/admin/customer-requests/?search=example.com&page_size=, results.size()",
        "agent, /api/admin/customer-requests/{ticket}/messages/?limit=, size()",
        "agent, /api/admin/chats/?page_size=, results.size()",
        "agent, /api/admin/chats/{chat}/messages/?limit=, size()",
        "agent, /api/admin/communications/?page_size=, results.size()",
        "owner, /api/ticket?limit=, size()",
        "agent, /api/ticket?limit=, size()",
    })
    void list_asksAsOftenForFiftyRowsAsForOne(String name, String path, String size) {
        // Mails may still be on their way, and their statements in between.
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            long one = statements(name, path, size, 1);
            assertTrue(one > 0, "nothing was asked");
            assertEquals(one, statements(name, path, size, MANY));
        });
    }

    private static long statements(String name, String path, String size, int rows) {
        Someone reader = Map.of("owner", owner, "agent", agent, "operator", operator, "admin", admin)
                .get(name);
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        String asked = filled + rows;
        return log.count(
                () -> reader.request().get(asked).then().statusCode(200).body(size, greaterThanOrEqualTo(rows)));
    }
}
