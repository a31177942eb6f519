package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.FORBIDDEN;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.director;
import static io.otklik.admin.api.requests.Office.messages;
import static io.otklik.admin.api.requests.Office.say;
import static io.otklik.admin.api.requests.Office.service;
import static io.otklik.admin.api.requests.Office.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.ChatMembersChanged;
import io.otklik.events.ChatMessagePosted;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class ChatsTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();

    @Test
    void create_answersTheChat_whichItsParticipantsSee() {
        Response created = as(agent)
                .body(Map.of(
                        "name", " Смена ", "chat_type", "department", "participants", List.of(other.id(), agent.id())))
                .post(CHATS);
        long id = created.jsonPath().getLong("id");
        String body = "{\"id\":" + id + ",\"name\":\"Смена\",\"chat_type\":\"department\",\"participants\":"
                + shown(List.of(agent, other)) + ",\"last_message\":null,\"unread_count\":0,\"is_active\":true,"
                + "\"created_at\":\"" + created.jsonPath().getString("created_at") + "\"}";
        created.then().statusCode(201).body(equalTo(body));
        as(other).get(CHATS + id + "/").then().statusCode(200).body(equalTo(body));
        for (PersonState participant : List.of(agent, other)) {
            as(participant)
                    .get(CHATS)
                    .then()
                    .statusCode(200)
                    .body(equalTo("{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" + body + "]}"));
        }
    }

    @Test
    void create_withNothingButANameIsGeneralAndOnesOwn() {
        as(agent)
                .body(Map.of("name", "Чат", "created_by", 1, "is_active", false, "id", 1))
                .post("/api/admin/chats")
                .then()
                .statusCode(201)
                .body("chat_type", is("general"))
                .body("participants.id*.toLong()", contains(agent.id()))
                .body("is_active", is(true));
    }

    @Test
    void create_isForColleaguesOnly_askingTheirOwner() {
        PersonState user = Office.someone(Role.USER);
        PersonState nobody = Office.stranger();
        PersonState blocked = Office.changed(agent(), Role.SUPPORT, true);
        PersonState promoted = Office.changed(Office.someone(Role.USER), Role.MODERATOR, false);
        refusedParticipant(user, "Пользователь не является сотрудником поддержки.");
        refusedParticipant(blocked, "Пользователь не является сотрудником поддержки.");
        refusedParticipant(nobody, "Недопустимый первичный ключ \"" + nobody.id() + "\" - объект не существует.");
        as(agent).get(CHATS).then().body("count", is(0));
        as(promoted).get(CHATS + chat("private", agent, promoted)).then().statusCode(200);
    }

    private void refusedParticipant(PersonState person, String why) {
        as(agent)
                .body(Map.of("name", "Чат", "participants", List.of(other.id(), person.id())))
                .post(CHATS)
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of("participants", List.of(why))));
    }

    @Test
    void list_isNewestFirst_byPages() {
        long first = chat("general", agent);
        long second = chat("general", agent);
        long third = chat("private", agent);
        Response page = as(agent).get(CHATS + "?page_size=2");
        page.then()
                .body("count", is(3))
                .body("results.id*.toLong()", contains(third, second))
                .body("previous", nullValue())
                .body("next", startsWith("http://localhost:"))
                .body("next", endsWith("/api/admin/chats?page_size=2&page=2"));
        Response next = as(agent).get(page.jsonPath().getString("next"));
        next.then().body("results.id*.toLong()", contains(first)).body("next", nullValue());
        as(agent)
                .get(next.jsonPath().getString("previous"))
                .then()
                .body("results.id*.toLong()", contains(third, second));
        as(agent)
                .get(CHATS + "?page=7")
                .then()
                .statusCode(200)
                .body("count", is(3))
                .body("results", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "page, 0, Допустимы значения от 1 до 10000000.",
        "page, abc, Введите правильное число.",
        "page_size, 101, Допустимы значения от 1 до 100.",
        "page_size, 0, Допустимы значения от 1 до 100.",
    })
    void list_refusesBadPages(String name, String value, String why) {
        as(agent)
                .queryParam(name, value)
                .get(CHATS)
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of(name, List.of(why))));
    }

    @Test
    void message_isShownToAll_andReadOnceShown() {
        long chat = chat("private", agent, other);
        Response said = as(agent).body(Map.of("content", " Кто возьмёт? ")).post(CHATS + chat + "/messages/");
        long first = said.jsonPath().getLong("id");
        String at = said.jsonPath().getString("created_at");
        String body = "{\"id\":" + first + ",\"chat\":" + chat + ",\"sender\":" + agent.id() + ",\"sender_name\":\""
                + agent.username()
                + "\",\"sender_avatar\":null,\"content\":\" Кто возьмёт? \",\"message_type\":\"text\","
                + "\"reply_to\":null,\"is_read\":false,\"created_at\":\"" + at + "\"}";
        said.then().statusCode(201).body(equalTo(body));
        long second = as(other)
                .body(Map.of("content", "Я", "message_type", "image", "reply_to", first))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201)
                .body("reply_to.toLong()", is(first))
                .body("message_type", is("image"))
                .extract()
                .jsonPath()
                .getLong("id");
        unread(agent, chat, 1);
        unread(other, chat, 1);
        as(agent)
                .get(CHATS + chat)
                .then()
                .body("last_message.content", is("Я"))
                .body("last_message.sender_name", is(other.username()))
                .body("last_message.size()", is(3));
        messages(other, chat)
                .header("X-Total-Count", "2")
                .body("[0].is_read", is(false))
                .body("", hasSize(2));
        unread(other, chat, 0);
        unread(agent, chat, 1);
        messages(agent, chat).body("id*.toLong()", contains(first, second)).body("is_read", contains(true, false));
        messages(other, chat).body("is_read", contains(true, true));
    }

    private static void unread(PersonState reader, long chat, int count) {
        as(reader).get(CHATS + chat).then().body("unread_count", is(count));
        as(reader).get(CHATS).then().body("results.find { it.id == " + chat + " }.unread_count", is(count));
    }

    @Test
    void messages_goOnAtTheCursor_andOnlyWhatWasShownIsRead() {
        long chat = chat("private", agent, other);
        List<Long> ids =
                IntStream.range(0, 3).mapToObj(n -> say(agent, chat, "Т" + n)).toList();
        Response page = as(other).get(CHATS + chat + "/messages/?limit=2");
        page.then()
                .body("id*.toLong()", contains(ids.get(0), ids.get(1)))
                .header("X-Total-Count", "3")
                .header("Link", containsString("rel=\"next\""));
        unread(other, chat, 1);
        as(other)
                .get(page.header("Link").replaceAll("^<(.*)>.*$", "$1"))
                .then()
                .body("id*.toLong()", contains(ids.get(2)))
                .header("X-Total-Count", "3")
                .header("Link", nullValue());
        unread(other, chat, 0);
        as(other)
                .get(CHATS + chat + "/messages/?limit=501")
                .then()
                .statusCode(400)
                .body("limit", contains("Допустимы значения от 1 до 500."));
    }

    @Test
    void join_isOpenInGeneralAndDepartmentChats_andSaidOnce() {
        for (String type : List.of("general", "department")) {
            long chat = chat(type, agent);
            as(other).get(CHATS + chat).then().statusCode(404).body(equalTo(NOT_FOUND));
            for (int again = 0; again < 2; again++) {
                as(other).post(CHATS + chat + "/join/").then().statusCode(200).body(equalTo("{\"status\":\"joined\"}"));
            }
            messages(other, chat)
                    .body("content", contains(other.username() + " присоединился к чату"))
                    .body("message_type", contains("system"))
                    .body("sender*.toLong()", contains(other.id()));
            unread(agent, chat, 1);
        }
    }

    @Test
    void join_byTheSamePersonAtOnceIsSaidOnce() {
        long chat = chat("general", agent);
        List<CompletableFuture<Integer>> joins = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> as(other).post(CHATS + chat + "/join/").statusCode()))
                .toList();
        joins.forEach(join -> assertEquals(200, join.join()));
        messages(agent, chat).body("", hasSize(1));
    }

    @Test
    void privateChat_isThereForTheInvitedOnly() {
        long chat = chat("private", agent);
        as(other).post(CHATS + chat + "/join/").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(other)
                .body(Map.of("user", other.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(404);
        for (int again = 0; again < 2; again++) {
            as(agent)
                    .body(Map.of("user", other.id()))
                    .post(CHATS + chat + "/invite/")
                    .then()
                    .statusCode(200)
                    .body(equalTo("{\"status\":\"invited\"}"));
            as(other).post(CHATS + chat + "/join/").then().statusCode(200).body("status", is("joined"));
        }
        messages(other, chat).body("content", contains(other.username() + " присоединился к чату"));
        as(other).post(CHATS + chat + "/leave/").then().statusCode(200).body(equalTo("{\"status\":\"left\"}"));
        as(other).post(CHATS + chat + "/join/").then().statusCode(404);
    }

    @Test
    void invite_isForColleaguesOnly() {
        long chat = chat("private", agent);
        PersonState user = Office.someone(Role.USER);
        PersonState nobody = Office.stranger();
        as(agent)
                .body(Map.of("user", user.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of("user", List.of("Пользователь не является сотрудником поддержки."))));
        as(agent)
                .header("Accept-Language", "en")
                .body(Map.of("user", nobody.id()))
                .post(CHATS + chat + "/invite/")
                .then()
                .statusCode(400)
                .body(
                        "",
                        equalTo(Map.of(
                                "user", List.of("Invalid pk \"" + nobody.id() + "\" - object does not exist."))));
    }

    @Test
    void leave_endsSight_keepsWhatWasRead_andIsSaid() {
        long chat = chat("general", agent, other);
        long read = say(agent, chat, "Т");
        messages(other, chat).body("id*.toLong()", contains(read));
        as(other).post(CHATS + chat + "/leave").then().statusCode(200).body(equalTo("{\"status\":\"left\"}"));
        as(other).get(CHATS + chat).then().statusCode(404);
        as(other).get(CHATS).then().body("count", is(0));
        as(other).post(CHATS + chat + "/leave/").then().statusCode(404);
        as(other)
                .body(Map.of("content", "Т"))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(404);
        messages(agent, chat)
                .body("content", contains("Т", other.username() + " покинул чат"))
                .body("is_read", contains(true, false));
        as(agent).get(CHATS + chat).then().body("participants.id*.toLong()", contains(agent.id()));
        as(other).post(CHATS + chat + "/join/").then().statusCode(200);
        unread(other, chat, 0);
    }

    @Test
    void edit_changesNameAndType_forAnyParticipant() {
        long chat = chat("general", agent, other);
        as(other)
                .body(Map.of("name", "Новое", "participants", List.of(), "unread_count", 7))
                .patch(CHATS + chat + "/")
                .then()
                .statusCode(200)
                .body("name", is("Новое"))
                .body("chat_type", is("general"))
                .body("participants.id*.toLong()", containsInAnyOrder(agent.id(), other.id()));
        as(other)
                .body(Map.of("name", "Тихий", "chat_type", "private"))
                .put(CHATS + chat)
                .then()
                .statusCode(200)
                .body("name", is("Тихий"))
                .body("chat_type", is("private"));
        as(agent()).post(CHATS + chat + "/join/").then().statusCode(404);
    }

    @Test
    void delete_isForTheCreatorAndDirectors_andForEverybody() {
        PersonState director = director();
        long chat = chat("general", agent, other, director);
        long another = chat("general", agent, director);
        as(other).delete(CHATS + chat + "/").then().statusCode(403).body(equalTo(FORBIDDEN));
        as(director()).delete(CHATS + chat + "/").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(director).delete(CHATS + chat + "/").then().statusCode(204).body(equalTo(""));
        as(agent).delete(CHATS + another).then().statusCode(204);
        for (long gone : new long[] {chat, another}) {
            as(agent).get(CHATS + gone).then().statusCode(404);
            as(agent).delete(CHATS + gone).then().statusCode(404);
            as(other).post(CHATS + gone + "/join").then().statusCode(404);
            as(agent)
                    .body(Map.of("content", "Т"))
                    .post(CHATS + gone + "/messages")
                    .then()
                    .statusCode(404);
        }
        as(agent).get(CHATS).then().body("count", is(0));
    }

    @Test
    void events_tellOfMembersAndMessages_inOrder() {
        long chat = chat("general", agent);
        long said = say(agent, chat, "Кто возьмёт?");
        as(other).post(CHATS + chat + "/join/").then().statusCode(200);
        as(other)
                .body(Map.of("content", "Я", "reply_to", said))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201);
        as(other).post(CHATS + chat + "/leave/").then().statusCode(200);
        as(agent).delete(CHATS + chat).then().statusCode(204);
        try (ChatLog log = new ChatLog()) {
            List<Event> events = log.events(chat, agent.id(), 8);
            assertMembers(events.get(0), agent, agent.id());
            ChatMessagePosted first = (ChatMessagePosted) events.get(1);
            assertEquals(
                    new ChatMessagePosted(
                            first.eventId(),
                            chat,
                            said,
                            agent.actor(),
                            agent.username(),
                            "Кто возьмёт?",
                            "text",
                            null,
                            first.at()),
                    first);
            assertMembers(events.get(2), other, agent.id(), other.id());
            assertMessage(events.get(3), "system", other.username() + " присоединился к чату", null);
            assertMessage(events.get(4), "text", "Я", said);
            assertMembers(events.get(5), other, agent.id());
            assertMessage(events.get(6), "system", other.username() + " покинул чат", null);
            assertMembers(events.get(7), agent);
        }
    }

    private static void assertMembers(Event event, PersonState by, Long... members) {
        ChatMembersChanged changed = (ChatMembersChanged) event;
        assertEquals(Set.of(members), changed.members());
        assertEquals(by.actor(), changed.by());
    }

    private static void assertMessage(Event event, String type, String content, Long replyTo) {
        ChatMessagePosted posted = (ChatMessagePosted) event;
        assertEquals(List.of(type, content), List.of(posted.messageType(), posted.content()));
        assertEquals(replyTo, posted.replyTo());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"name\":[\"Это поле обязательно.\"]}",
                "{\"name\":null}|{\"name\":[\"Это поле не может быть пустым.\"]}",
                "{\"name\":\" \"}|{\"name\":[\"Это поле не может быть пустым.\"]}",
                "{\"name\":5}|{\"name\":[\"Значение должно быть строкой.\"]}",
                "{\"name\":\"а\\u0000\"}|{\"name\":[\"Нулевые символы не допускаются.\"]}",
                "{\"name\":\"Т\",\"chat_type\":\"x\"}|{\"chat_type\":[\"Недопустимое значение. Возможные значения: general, department, private\"]}",
                "{\"name\":\"Т\",\"chat_type\":1}|{\"chat_type\":[\"Значение должно быть строкой.\"]}",
                "{\"name\":\"Т\",\"participants\":1}|{\"participants\":[\"Ожидается список.\"]}",
                "{\"name\":\"Т\",\"participants\":[\"1\"]}|{\"participants\":[\"Введите правильное число.\"]}",
                "{\"name\":\"Т\",\"participants\":[99999999999999999999]}|{\"participants\":[\"Введите правильное число.\"]}",
                "{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "[]|{\"detail\":\"Тело запроса должно быть объектом JSON.\"}",
            })
    void create_refusesBadInputAndStoresNothing(String body, String answer) {
        as(agent).body(body).post(CHATS).then().statusCode(400).body(equalTo(answer));
        as(agent).get(CHATS).then().body("count", is(0));
    }

    @Test
    void limits_areHundredForNames_tenThousandForMessages_hundredPeople() {
        as(agent).body(Map.of("name", "😀".repeat(100))).post(CHATS).then().statusCode(201);
        as(agent)
                .body(Map.of(
                        "name",
                        "я".repeat(101),
                        "participants",
                        IntStream.range(0, 101).boxed().toList()))
                .post(CHATS)
                .then()
                .statusCode(400)
                .body("name", contains("Убедитесь, что это значение содержит не более 100 символов."))
                .body("participants", contains("Допускается не более 100 участников."));
        long chat = chat("private", agent);
        long longest = say(agent, chat, "😀".repeat(10_000));
        messages(agent, chat).body("id*.toLong()", contains(longest));
        as(agent)
                .body(Map.of("content", "я".repeat(10_001)))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(400)
                .body("content", contains("Убедитесь, что это значение содержит не более 10000 символов."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/messages|{}|{\"content\":[\"Это поле обязательно.\"]}",
                "POST|/messages|{\"content\":\" \\n\"}|{\"content\":[\"Это поле не может быть пустым.\"]}",
                "POST|/messages|{\"content\":[]}|{\"content\":[\"Значение должно быть строкой.\"]}",
                "POST|/messages|{\"content\":\"\\u0000\"}|{\"content\":[\"Нулевые символы не допускаются.\"]}",
                "POST|/messages|{\"content\":\"Т\",\"message_type\":\"system\"}|{\"message_type\":[\"Недопустимое значение. Возможные значения: file, image, text\"]}",
                "POST|/messages|{\"content\":\"Т\",\"reply_to\":\"1\"}|{\"reply_to\":[\"Введите правильное число.\"]}",
                "POST|/messages|{\"content\":\"Т\",\"reply_to\":-1}|{\"reply_to\":[\"Недопустимый первичный ключ \\\"-1\\\" - объект не существует.\"]}",
                "POST|/messages|{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "POST|/invite|{}|{\"user\":[\"Это поле обязательно.\"]}",
                "POST|/invite|{\"user\":null}|{\"user\":[\"Это поле не может быть пустым.\"]}",
                "POST|/invite|{\"user\":\"7\"}|{\"user\":[\"Введите правильное число.\"]}",
                "PUT||{}|{\"name\":[\"Это поле обязательно.\"]}",
                "PATCH||{\"name\":\"\"}|{\"name\":[\"Это поле не может быть пустым.\"]}",
                "PATCH||{\"chat_type\":\"secret\"}|{\"chat_type\":[\"Недопустимое значение. Возможные значения: general, department, private\"]}",
            })
    void change_refusesBadInput_butOnlyToParticipants(String method, String below, String body, String answer) {
        long chat = chat("general", agent);
        String path = CHATS + chat + (below == null ? "" : below);
        as(agent).body(body).request(method, path).then().statusCode(400).body(equalTo(answer));
        as(other).body(body).request(method, path).then().statusCode(404).body(equalTo(NOT_FOUND));
        messages(agent, chat).body("", hasSize(0));
    }

    @Test
    void reply_isToAMessageOfTheSameChat() {
        long chat = chat("private", agent);
        long elsewhere = say(agent, chat("private", agent), "Т");
        as(agent)
                .body(Map.of("content", "Т", "reply_to", elsewhere))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(400)
                .body(
                        "reply_to",
                        contains("Недопустимый первичный ключ \"" + elsewhere + "\" - объект не существует."));
        messages(agent, chat).body("", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,,200,404",
        "PUT,,400,404",
        "PATCH,,200,404",
        "DELETE,,403,404",
        "GET,/messages,200,404",
        "POST,/messages,400,404",
        "POST,/join,200,200",
        "POST,/leave,200,404",
        "POST,/invite,400,404",
    })
    void route_isOpenToThoseWhoMay(String method, String below, int participant, int colleague) {
        String path = CHATS + chat("general", agent, other) + (below == null ? "/" : below + "/");
        given().contentType(ContentType.JSON)
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        as(Office.someone(Role.USER))
                .request(method, path)
                .then()
                .statusCode(403)
                .body(equalTo(FORBIDDEN));
        as(agent()).request(method, path).then().statusCode(colleague);
        as(Office.someone(Role.MODERATOR)).request(method, path).then().statusCode(colleague);
        as(director()).request(method, path).then().statusCode(colleague);
        as(other).request(method, path).then().statusCode(participant);
        for (String id : List.of("0", "-1", "abc", "99999999999999999999", "9223372036854775807")) {
            as(agent)
                    .body("{\"name\":\"Т\",\"content\":\"Т\",\"user\":1}")
                    .request(method, path.replaceAll("chats/[0-9]+", "chats/" + id))
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void list_isForStaff_andMethodsAreKnown() {
        given().get(CHATS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{").post(CHATS).then().statusCode(401);
        as(Office.someone(Role.USER)).get(CHATS).then().statusCode(403);
        as(Office.someone(Role.USER)).body("{").post(CHATS).then().statusCode(403);
        as(agent).delete(CHATS).then().statusCode(405).header("Allow", "GET, POST");
        as(agent).contentType("text/plain").body("x").post(CHATS).then().statusCode(415);
    }

    @Test
    void internal_tellsWhoTakesPart() {
        long chat = chat("private", agent);
        String members = "/internal/chats/" + chat + "/members/";
        service()
                .get(members + agent.id())
                .then()
                .statusCode(200)
                .body(equalTo("{\"chat\":" + chat + ",\"person\":" + agent.id() + "}"));
        service().get(members + other.id()).then().statusCode(404).body(equalTo(NOT_FOUND));
        service().get("/internal/chats/987654/members/" + agent.id()).then().statusCode(404);
        service().get("/internal/chats/x/members/" + agent.id()).then().statusCode(404);
        given().get(members + agent.id()).then().statusCode(401);
        as(agent).get(members + agent.id()).then().statusCode(401);
    }

    @Test
    void internal_saysWhatComesBySocket() {
        long chat = chat("private", agent, other);
        String path = "/internal/chats/" + chat + "/messages";
        long id = service()
                .body(Map.of("person", agent.id(), "content", "Привет"))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        messages(other, chat)
                .body("id*.toLong()", contains(id))
                .body("content", contains("Привет"))
                .body("message_type", contains("text"))
                .body("sender*.toLong()", contains(agent.id()));
        service()
                .body(Map.of("person", agent.id(), "content", " "))
                .post(path)
                .then()
                .statusCode(400)
                .body(equalTo("{\"content\":[\"Это поле не может быть пустым.\"]}"));
        service().body(Map.of("content", "Т")).post(path).then().statusCode(400).body("person", hasSize(1));
        service()
                .body(Map.of("person", agent().id(), "content", ""))
                .post(path)
                .then()
                .statusCode(404);
        service()
                .body(Map.of("person", agent().id(), "content", "Т"))
                .post(path)
                .then()
                .statusCode(404);
        PersonState dismissed = Office.changed(other, Role.USER, false);
        as(dismissed).get(CHATS).then().statusCode(403);
        service()
                .body(Map.of("person", other.id(), "content", "Т"))
                .post(path)
                .then()
                .statusCode(403);
        given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
        messages(agent, chat).body("", hasSize(1));
    }
}
