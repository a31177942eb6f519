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
import static io.otklik.admin.api.requests.Office.shown;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chats themselves: made, listed, changed, given up. */
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
    void create_asksTheOwnerOfAllParticipantsByOneCall_andOfNobodyByNone() {
        int before = StandIns.questions();
        long alone = chat("general", agent);
        assertEquals(before, StandIns.questions());
        long together = chat("general", agent, other, agent());
        assertEquals(before + 1, StandIns.questions());
        as(other).get(CHATS).then().body("results.id*.toLong()", contains(together));
        as(agent).get(CHATS).then().body("results.id*.toLong()", contains(together, alone));
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
    void edit_makesTheChatInactive_forItsCreator() {
        for (String method : new String[] {"PATCH", "PUT"}) {
            long chat = chat("general", agent, other);
            long said = say(agent, chat, "Т");
            as(other)
                    .body(Map.of("name", "Тихий", "is_active", true))
                    .request(method, CHATS + chat + "/")
                    .then()
                    .statusCode(200)
                    .body("is_active", is(true));
            messages(other, chat).body("id*.toLong()", contains(said));
            as(other)
                    .body(Map.of("name", "Тихий", "is_active", false))
                    .request(method, CHATS + chat + "/")
                    .then()
                    .statusCode(403)
                    .body(equalTo(FORBIDDEN));
            as(agent)
                    .body(Map.of("name", "Тихий", "is_active", false))
                    .request(method, CHATS + chat + "/")
                    .then()
                    .statusCode(200)
                    .body("name", is("Тихий"))
                    .body("is_active", is(false))
                    .body("last_message.content", is("Т"));
            for (PersonState participant : List.of(agent, other)) {
                as(participant).get(CHATS).then().body("count", is(0));
                as(participant).get(CHATS + chat).then().statusCode(404).body(equalTo(NOT_FOUND));
                as(participant)
                        .body(Map.of("is_active", true))
                        .patch(CHATS + chat)
                        .then()
                        .statusCode(404);
            }
        }
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
}
