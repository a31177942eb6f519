package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** customer-requests.md, by its models, serializers, views and consumers, and contracts/README.md, section 8. */
@ExtendWith(Suite.class)
class RequestsIT {

    private static final String REQUESTS = "/api/admin/customer-requests/";
    private static final String CHATS = "/api/admin/chats/";
    private static final String COMMUNICATIONS = "/api/admin/communications/";

    private Someone customer;
    private Someone agent;
    private Someone director;

    @BeforeEach
    void register() {
        customer = Someone.registered();
        agent = Someone.agent();
        director = Someone.admin();
    }

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

    /** CustomerRequestViewSet */
    @Nested
    class CustomerRequests {

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
                    Set.of(
                            "total_requests",
                            "open_requests",
                            "in_progress_requests",
                            "completed_today",
                            "completion_rate"),
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

    /** AdminChatViewSet and ChatConsumer */
    @Nested
    class Chats {

        @Test
        void chat_isForThoseWhoTakePart() {
            Someone colleague = Someone.agent();
            long chat = agent.request()
                    .body(Map.of("name", "Смена", "chat_type", "private", "participants", List.of(colleague.id())))
                    .post(CHATS)
                    .then()
                    .statusCode(201)
                    .body("name", is("Смена"))
                    .body("chat_type", is("private"))
                    .body("participants.id", is(List.of((int) agent.id(), (int) colleague.id())))
                    .body("last_message", is((Object) null))
                    .body("unread_count", is(0))
                    .body("is_active", is(true))
                    .extract()
                    .jsonPath()
                    .getLong("id");
            long first = agent.request()
                    .body(Map.of("content", "Всем привет"))
                    .post(CHATS + chat + "/messages/")
                    .then()
                    .statusCode(201)
                    .body(said(chat, agent, "Всем привет", "text", "null", "false"))
                    .extract()
                    .jsonPath()
                    .getLong("id");
            colleague
                    .request()
                    .get(CHATS + chat + "/")
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {id: %d, name: 'Смена', chat_type: 'private', participants: [%s, %s],
                     last_message: {content: 'Всем привет', sender_name: '%s', created_at: <time>},
                     unread_count: 1, is_active: true, created_at: <time>}""", chat, user(agent), user(colleague), agent.username()));
            colleague
                    .request()
                    .get(CHATS + chat + "/messages/")
                    .then()
                    .statusCode(200)
                    .body("content", is(List.of("Всем привет")));
            assertEquals(0, colleague.reads(CHATS + chat + "/").getInt("unread_count"));
            colleague
                    .request()
                    .body(Map.of("content", "Ответ", "reply_to", first))
                    .post(CHATS + chat + "/messages/")
                    .then()
                    .statusCode(201)
                    .body(said(chat, colleague, "Ответ", "text", Long.toString(first), "false"));
            assertEquals(1, agent.reads(CHATS).getInt("results.find { it.id == " + chat + " }.unread_count"));

            Someone stranger = Someone.agent();
            for (String path : List.of("", "messages/")) {
                stranger.request().get(CHATS + chat + "/" + path).then().spec(Refused.NOT_FOUND);
            }
            stranger.request().post(CHATS + chat + "/join/").then().spec(Refused.NOT_FOUND);
            SocketClient.refused(given().auth().oauth2(stranger.token()), "/ws/chats/" + chat)
                    .then()
                    .spec(Refused.NOT_FOUND);
            agent.request()
                    .body(Map.of("user", stranger.id()))
                    .post(CHATS + chat + "/invite/")
                    .then()
                    .statusCode(200);
            stranger.request().get(CHATS + chat + "/").then().statusCode(200);
            agent.request()
                    .body(Map.of("user", customer.id()))
                    .post(CHATS + chat + "/invite/")
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("user")));
        }

        @Test
        void joining_andLeavingAreSaidInTheChat() {
            long chat = agent.posts(CHATS, Map.of("name", "Отдел", "chat_type", "department"), 201)
                    .getLong("id");
            Someone colleague = Someone.agent();
            for (int i = 0; i < 2; i++) {
                colleague
                        .request()
                        .post(CHATS + chat + "/join/")
                        .then()
                        .statusCode(200)
                        .body(shown("{status: 'joined'}"));
            }
            colleague
                    .request()
                    .post(CHATS + chat + "/leave/")
                    .then()
                    .statusCode(200)
                    .body(shown("{status: 'left'}"));
            colleague.request().get(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
            agent.request()
                    .get(CHATS + chat + "/messages/")
                    .then()
                    .body(
                            "content",
                            is(List.of(
                                    colleague.username() + " присоединился к чату",
                                    colleague.username() + " покинул чат")))
                    .body("message_type", is(List.of("system", "system")));
            colleague.request().delete(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
            agent.request().delete(CHATS + chat + "/").then().statusCode(204);
            agent.request().get(CHATS + chat + "/").then().spec(Refused.NOT_FOUND);
        }

        @Test
        void socket_carriesWhatIsSaidThereAndByRest_toAllWhoTakePart() {
            Someone colleague = Someone.agent();
            long chat = agent.posts(CHATS, Map.of("name", "Живой", "participants", List.of(colleague.id())), 201)
                    .getLong("id");
            String path = "/ws/chats/" + chat + "/";
            try (SocketClient one = SocketClient.connect(path + "?token=" + agent.token(), opening -> opening);
                    SocketClient two = SocketClient.connect(
                            path, opening -> opening.header("Authorization", "Token " + colleague.token()))) {
                one.send("{\"message\": \"Кто возьмёт заявку?\"}");
                for (SocketClient socket : List.of(one, two)) {
                    assertThat(socket.awaitFrames(1).get(0).prettify(), frame("Кто возьмёт заявку?", agent));
                }
                colleague.sends(CHATS + chat + "/messages/", Map.of("content", "Я возьму"), 201);
                for (SocketClient socket : List.of(one, two)) {
                    assertThat(socket.awaitFrames(2).get(1).prettify(), frame("Я возьму", colleague));
                }
                assertEquals(
                        List.of("Кто возьмёт заявку?", "Я возьму"),
                        agent.reads(CHATS + chat + "/messages/").getList("content"));
                colleague.request().post(CHATS + chat + "/leave/").then().statusCode(200);
                assertEquals(4403, two.awaitClose());
            }
        }

        private Matcher<String> frame(String message, Someone sender) {
            return shown(
                    "{type: 'message', message: '%s', sender: '%s', sender_id: %d, timestamp: <time>}",
                    message, sender.username(), sender.id());
        }

        private Matcher<String> said(
                long chat, Someone sender, String content, String type, String replyTo, String read) {
            return shown("""
                    {id: <number>, chat: %d, sender: %d, sender_name: '%s', sender_avatar: null, content: '%s',
                     message_type: '%s', reply_to: %s, is_read: %s, created_at: <time>}""", chat, sender.id(), sender.username(), content, type, replyTo, read);
        }
    }

    /** InternalCommunication */
    @Nested
    class Communications {

        @Test
        void communication_isSeenBySenderAndParticipants_readAndReplied() {
            Someone colleague = Someone.agent();
            long request = newRequest("К бухгалтерии");
            long id = agent.request()
                    .body(Map.of(
                            "request", request,
                            "from_department", "Поддержка",
                            "to_department", "Бухгалтерия",
                            "subject", "Возврат",
                            "content", "Прошу вернуть деньги",
                            "priority", "high",
                            "participants", List.of(colleague.id())))
                    .post(COMMUNICATIONS)
                    .then()
                    .statusCode(201)
                    .body("status", is("pending"))
                    .extract()
                    .jsonPath()
                    .getLong("id");
            colleague
                    .request()
                    .get(COMMUNICATIONS + id + "/")
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {id: %d, request: %d, from_department: 'Поддержка', to_department: 'Бухгалтерия', subject: 'Возврат',
                     content: 'Прошу вернуть деньги', priority: 'high', status: 'pending', sender: %s,
                     participants: [%s], created_at: <time>}""", id, request, user(agent), user(colleague)));
            colleague
                    .request()
                    .post(COMMUNICATIONS + id + "/read/")
                    .then()
                    .statusCode(200)
                    .body("status", is("read"));
            Response replied =
                    colleague.request().body(Map.of("content", "Вернём завтра")).post(COMMUNICATIONS + id + "/reply/");
            assertEquals(201, replied.statusCode());
            assertEquals("replied", agent.reads(COMMUNICATIONS + id + "/").getString("status"));
            Someone stranger = Someone.agent();
            stranger.request().get(COMMUNICATIONS + id + "/").then().spec(Refused.NOT_FOUND);
            assertEquals(0, stranger.reads(COMMUNICATIONS).getInt("count"));
            colleague
                    .request()
                    .body(Map.of("subject", "Моя"))
                    .patch(COMMUNICATIONS + id + "/")
                    .then()
                    .spec(Refused.FORBIDDEN);
            agent.request().delete(COMMUNICATIONS + id + "/").then().statusCode(204);
            agent.request().get(COMMUNICATIONS + id + "/").then().spec(Refused.NOT_FOUND);
        }

        @Test
        void communication_isAboutARequestThatThereIs() {
            agent.request()
                    .body(Map.of(
                            "request", 987654321,
                            "from_department", "А",
                            "to_department", "Б",
                            "subject", "В",
                            "content", "Г"))
                    .post(COMMUNICATIONS)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("request")));
        }
    }

    /** AdminNotificationConsumer */
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

    private long newRequest(String title) {
        return agent.posts(REQUESTS, Map.of("title", title, "description", "Описание", "customer", customer.id()), 201)
                .getLong("id");
    }

    private static String user(Someone person) {
        return "{id: %d, username: '%s', first_name: '%s', last_name: '', email: '%s', avatar: null}"
                .formatted(person.id(), person.username(), person.username(), person.email());
    }
}
