package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** customer-requests.md: CustomerRequestViewSet, and contracts/README.md, section 8. */
@ExtendWith(Suite.class)
class RequestsIT extends RequestsTestBase {

    @Test
    void token_isTakenUnderBothNames() {
        for (String scheme : List.of("Bearer", "Token")) {
            given().header("Authorization", scheme + " " + agent.token())
                    .get(REQUESTS)
                    .then()
                    .statusCode(200);
        }
        given().header("Authorization", "Token x").get(REQUESTS).then().spec(Refused.BAD_TOKEN);
        given().header("Authorization", "Token " + agent.token())
                .get("/api/v1/users/me/")
                .then()
                .statusCode(401);
    }

    @Test
    void request_isCreatedChangedTakenCompletedAndDeleted() {
        long id = agent.request()
                .body(Map.of(
                        "title", "Заказ не приехал",
                        "description", "Ждём неделю",
                        "category", "order",
                        "priority", "urgent",
                        "tags", List.of("доставка", "тест"),
                        "customer", customer.id()))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body(request("<number>", "Заказ не приехал", "open", "null", 0, "null"))
                .extract()
                .jsonPath()
                .getLong("id");
        String shownId = Long.toString(id);
        agent.request()
                .get(REQUESTS + id + "/")
                .then()
                .statusCode(200)
                .body(request(shownId, "Заказ не приехал", "open", "null", 0, "null"));
        agent.request()
                .body(Map.of("title", "Заказ приехал не весь"))
                .patch(REQUESTS + id + "/")
                .then()
                .statusCode(200)
                .body(request(shownId, "Заказ приехал не весь", "open", "null", 0, "null"));

        agent.request()
                .post(REQUESTS + id + "/take/")
                .then()
                .statusCode(200)
                .body(request(shownId, "Заказ приехал не весь", "in_progress", user(agent), 1, "<time>"));
        Someone colleague = Someone.agent();
        colleague
                .request()
                .body(Map.of("title", "Чужой"))
                .patch(REQUESTS + id + "/")
                .then()
                .spec(Refused.FORBIDDEN);
        colleague.request().post(REQUESTS + id + "/complete/").then().spec(Refused.NOT_HIS_REQUEST);
        colleague
                .request()
                .post(REQUESTS + id + "/take/")
                .then()
                .spec(Refused.with(400, "{error: 'Запрос уже назначен другому администратору'}"));
        agent.request()
                .post(REQUESTS + id + "/complete/")
                .then()
                .statusCode(200)
                .body(request(shownId, "Заказ приехал не весь", "completed", user(agent), 2, "<time>"));
        agent.request()
                .get(REQUESTS + id + "/messages/")
                .then()
                .statusCode(200)
                .body(shown("["
                        + message(
                                shownId,
                                agent,
                                "admin",
                                "Запрос взят в работу администратором " + agent.username(),
                                "system")
                        + ", "
                        + message(
                                shownId,
                                agent,
                                "admin",
                                "Запрос завершен администратором " + agent.username(),
                                "system")
                        + "]"));

        agent.request().delete(REQUESTS + id + "/").then().spec(Refused.FORBIDDEN);
        director.request().delete(REQUESTS + id + "/").then().statusCode(204);
        director.request().get(REQUESTS + id + "/").then().spec(Refused.NOT_FOUND);
    }

    @Test
    void take_hasExactlyOneWinner() {
        long id = newRequest("Один на двоих");
        List<Someone> agents = Stream.generate(Someone::agent).limit(4).toList();
        List<CompletableFuture<Integer>> answers = agents.stream()
                .map(one -> CompletableFuture.supplyAsync(
                        () -> one.request().post(REQUESTS + id + "/take/").statusCode()))
                .toList();
        assertEquals(
                List.of(200, 400, 400, 400),
                answers.stream().map(CompletableFuture::join).sorted().collect(Collectors.toList()));
    }

    @Test
    void messages_areReadAndWrittenByTheWholeStaff() {
        long id = newRequest("С перепиской");
        String shownId = Long.toString(id);
        customer.sends("/api/ticket/" + id + "/answer", Map.of("message", "Где ответ?"), 201);
        agent.request()
                .body(Map.of("content", "Уже ищем"))
                .post(REQUESTS + id + "/messages/")
                .then()
                .statusCode(201)
                .body(shown(message(shownId, agent, "admin", "Уже ищем", "text")));
        agent.request()
                .get(REQUESTS + id + "/messages/")
                .then()
                .body(shown("[" + message(shownId, customer, "customer", "Где ответ?", "text") + ", "
                        + message(shownId, agent, "admin", "Уже ищем", "text") + "]"));
        agent.request().body("{}").post(REQUESTS + id + "/messages/").then().statusCode(400);
        customer.request().get(REQUESTS + id + "/messages/").then().spec(Refused.FORBIDDEN);
    }

    @Test
    void list_searchesFiltersAndPages() {
        String word = "слово" + UUID.randomUUID().toString().substring(0, 8);
        long first = newRequest("Первый " + word);
        long second = newRequest("Второй " + word.toUpperCase(Locale.ROOT));
        director.request()
                .body(Map.of("priority", "low", "category", "billing"))
                .patch(REQUESTS + first + "/")
                .then()
                .statusCode(200);
        agent.request()
                .get(REQUESTS + "?search=" + word)
                .then()
                .statusCode(200)
                .body("count", is(2))
                .body("next", is((Object) null))
                .body("previous", is((Object) null))
                .body("results.id", is(List.of((int) second, (int) first)))
                .body("keySet()", is(Set.of("count", "next", "previous", "results")));
        for (String filter : List.of("priority=low", "category=billing", "priority=low&status=open")) {
            agent.request()
                    .get(REQUESTS + "?search=" + word + "&" + filter)
                    .then()
                    .body("results.id", is(List.of((int) first)));
        }
        agent.request()
                .get(REQUESTS + "?search=" + customer.email().toUpperCase(Locale.ROOT))
                .then()
                .body("results.id", is(List.of((int) second, (int) first)));
        JsonPath page = agent.reads(REQUESTS + "?search=" + word + "&page_size=1");
        assertEquals(List.of((int) second), page.getList("results.id"));
        String rest =
                page.getString("next").substring(Suite.running().publicUrl().length());
        JsonPath next = agent.reads(rest);
        assertEquals(List.of((int) first), next.getList("results.id"));
        assertEquals(2, next.getInt("count"));
        for (String wrong : List.of("status=OPEN", "priority=normal", "category=x", "page=0", "page_size=101")) {
            agent.request()
                    .get(REQUESTS + "?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of(wrong.split("=")[0])));
        }
    }

    @Test
    void stats_haveTheFiveNumbers() {
        JsonPath before = agent.reads(REQUESTS + "stats/");
        assertEquals(
                Set.of("total_requests", "open_requests", "in_progress_requests", "completed_today", "completion_rate"),
                before.getMap("$").keySet());
        long id = newRequest("Для статистики");
        agent.request().post(REQUESTS + id + "/take/").then().statusCode(200);
        agent.request().post(REQUESTS + id + "/complete/").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            JsonPath after = agent.reads(REQUESTS + "stats/");
            assertEquals(before.getInt("total_requests") + 1, after.getInt("total_requests"));
            assertEquals(before.getInt("completed_today") + 1, after.getInt("completed_today"));
            assertEquals(before.getInt("open_requests"), after.getInt("open_requests"));
        });
    }

    private Matcher<String> request(
            String id, String title, String status, String assigned, int messages, String lastMessageAt) {
        return shown("""
                {id: %s, title: '%s', description: 'Ждём неделю', status: '%s', priority: 'urgent', category: 'order',
                 customer: %s, assigned_admin: %s, created_at: <time>, updated_at: <time>, last_message_at: %s,
                 messages_count: %d, estimated_resolution_time: null, tags: ['доставка', 'тест']}""", id, title, status, user(customer), assigned, lastMessageAt, messages);
    }

    private String message(String request, Someone sender, String type, String content, String messageType) {
        return """
                {id: <number>, request: %s, sender: %d, sender_type: '%s', sender_name: '%s', sender_avatar: null,
                 content: '%s', message_type: '%s', is_read: %s, is_internal: false, created_at: <time>}""".formatted(
                request, sender.id(), type, sender.username(), content, messageType, "'${json-unit.any-boolean}'");
    }
}
