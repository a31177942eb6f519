package io.otklik.ticket;

import static io.otklik.ticket.Bot.BILLING;
import static io.otklik.ticket.Bot.FORBIDDEN;
import static io.otklik.ticket.Bot.NOT_FOUND;
import static io.otklik.ticket.Bot.TICKETS;
import static io.otklik.ticket.Bot.change;
import static io.otklik.ticket.Bot.invalid;
import static io.otklik.ticket.Bot.ticket;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** telegram-bot.md, „Тикеты“: one ticket. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotTicketsTest {

    @Test
    void create_answersTheDocumentsBody() {
        PersonState owner = user();
        Response created = as(owner)
                .body("{\"title\": \" Проблема с оплатой \", \"description\": \"Подробное описание проблемы...\","
                        + " \"category_id\": \"" + BILLING
                        + "\", \"priority\": \"HIGH\", \"status\": \"CLOSED\", \"user_id\": \"x\"}")
                .post(TICKETS);
        JsonPath json = created.jsonPath();
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":\"" + UUID.fromString(json.getString("id"))
                        + "\",\"title\":\"Проблема с оплатой\",\"description\":\"Подробное описание проблемы...\","
                        + "\"status\":\"OPEN\",\"priority\":\"HIGH\",\"category_id\":\"" + BILLING + "\",\"user_id\":\""
                        + owner.uuid() + "\",\"created_at\":\"" + json.getString("created_at") + "\"}"));
        assertThat(UUID.fromString(json.getString("id")).version(), is(7));
        as(owner).get("/api/v1/tickets/").then().body("[0].subject", is("Проблема с оплатой"));
    }

    @Test
    void detail_answersTheDocumentsBody() {
        PersonState owner = user();
        PersonState agent = agent();
        String id = ticket(owner, "Тема");
        change(agent, id, Map.of("assigned_to", agent.uuid())).then().statusCode(200);
        Response shown = as(owner).get(TICKETS + id + "/");
        JsonPath json = shown.jsonPath();
        shown.then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"" + id + "\",\"title\":\"Тема\",\"description\":\"Описание: Тема\","
                        + "\"status\":\"OPEN\",\"priority\":\"NORMAL\",\"category\":{\"id\":\"" + BILLING
                        + "\",\"name\":\"Биллинг\",\"icon\":null,\"color\":null},\"user\":{\"id\":\"" + owner.uuid()
                        + "\",\"telegram_id\":null,\"username\":\"" + owner.username() + "\",\"first_name\":\""
                        + owner.username() + "\"},\"assigned_to\":{\"id\":\"" + agent.uuid() + "\",\"username\":\""
                        + agent.username() + "\",\"first_name\":\"" + agent.username()
                        + "\",\"role\":\"HELPER\"},\"created_at\":\"" + json.getString("created_at")
                        + "\",\"updated_at\":\"" + json.getString("updated_at")
                        + "\",\"closed_at\":null,\"messages_count\":0,\"last_message_at\":null}"));
    }

    @Test
    void create_refusesInTheWordsOfTheDocument() {
        PersonState owner = user();
        as(owner)
                .body("{\"description\": \"Т\", \"category_id\": \"" + BILLING + "\"}")
                .post(TICKETS)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("title", "Заголовок обязателен")));
        as(owner)
                .header("Accept-Language", "en")
                .body("{}")
                .post(TICKETS)
                .then()
                .statusCode(422)
                .body(equalTo("{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Invalid data\",\"details\":["
                        + "{\"field\":\"title\",\"message\":\"A title is required\"},"
                        + "{\"field\":\"description\",\"message\":\"This field is required.\"},"
                        + "{\"field\":\"category_id\",\"message\":\"This field is required.\"}]}}"));
        as(owner)
                .body("{")
                .post(TICKETS)
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"error\":{\"code\":\"BAD_REQUEST\",\"message\":\"Ошибка разбора JSON.\",\"details\":[]}}"));
        as(owner).get(TICKETS).then().body("total", is(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "title|null|Заголовок обязателен",
                "title|\" \"|Заголовок обязателен",
                "title|5|Значение должно быть строкой.",
                "title|\"а\\u0000\"|Нулевые символы не допускаются.",
                "title|LONG|Убедитесь, что это значение содержит не более 255 символов.",
                "description|null|Это поле не может быть пустым.",
                "description|\"\"|Это поле не может быть пустым.",
                "description|{}|Значение должно быть строкой.",
                "description|LONG|Убедитесь, что это значение содержит не более 20000 символов.",
                "priority|\"URGENT\"|Недопустимое значение. Возможные значения: LOW, NORMAL, HIGH, CRITICAL",
                "priority|1|Значение должно быть строкой.",
            })
    void createAndUpdate_refuseBadFields(String field, String value, String message) {
        String sent = value.equals("LONG") ? "\"" + "я".repeat(field.equals("title") ? 256 : 20_001) + "\"" : value;
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        String others = "\"title\":\"Т\",\"description\":\"Т\",\"category_id\":\"" + BILLING + "\",";
        String body = "{" + others.replaceAll("\"" + field + "\":\"[^\"]*\",", "") + "\"" + field + "\":" + sent + "}";
        as(owner).body(body).post(TICKETS).then().statusCode(422).body(equalTo(invalid(field, message)));
        change(owner, id, body).then().statusCode(422).body(equalTo(invalid(field, message)));
        as(owner).get(TICKETS).then().body("total", is(1)).body("items[0].title", is("Тема"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null|Это поле не может быть пустым.",
                "1|Значение должно быть строкой.",
                "\"1\"|Неверный UUID.",
                "\"6d1f7e3e-0000-4000-8000-000000000000\"|Категория не найдена или недоступна.",
            })
    void create_refusesBadCategories(String category, String message) {
        as(user())
                .body("{\"title\":\"Т\",\"description\":\"Т\",\"category_id\":" + category + "}")
                .post(TICKETS)
                .then()
                .statusCode(422)
                .body(equalTo(invalid("category_id", message)));
    }

    @Test
    void update_changesWhatIsSentAndAnswersTheWholeTicket() {
        PersonState owner = user();
        PersonState agent = agent();
        PersonState other = Cast.someone(Role.MODERATOR);
        String id = ticket(owner, "Тема");
        change(owner, id, "{\"title\":\"Обновленный заголовок\",\"priority\":\"LOW\"}")
                .then()
                .statusCode(200)
                .body("title", is("Обновленный заголовок"))
                .body("description", is("Описание: Тема"))
                .body("priority", is("LOW"))
                .body("status", is("OPEN"))
                .body("assigned_to", nullValue())
                .body("user.id", is(owner.uuid().toString()));
        change(agent, id, Map.of("title", "Другой", "status", "CLOSED", "assigned_to", other.uuid()))
                .then()
                .statusCode(200)
                .body("title", is("Другой"))
                .body("status", is("CLOSED"))
                .body("closed_at", notNullValue())
                .body("assigned_to.role", is("MODERATOR"));
        change(agent, id, "{\"assigned_to\":null}")
                .then()
                .statusCode(200)
                .body("assigned_to", nullValue())
                .body("status", is("CLOSED"));
        change(agent, id, "{}").then().statusCode(200).body("title", is("Другой"));
    }

    @Test
    void update_ofStatusOrAssigneeIsForStaff() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        for (String body : new String[] {
            "{\"status\":\"CLOSED\"}",
            "{\"status\":null,\"title\":\"\"}",
            "{\"status\":\"?\"}",
            "{\"assigned_to\":null}",
            "{\"title\":\"Другая\",\"assigned_to\":\"" + owner.uuid() + "\"}"
        }) {
            change(owner, id, body).then().statusCode(403).body(equalTo(FORBIDDEN));
            change(user(), id, body).then().statusCode(404).body(equalTo(NOT_FOUND));
        }
        as(owner).get(TICKETS + id).then().body("title", is("Тема"));
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(owner, Role.SUPPORT, false, 1));
        change(owner, id, "{\"status\":\"RESOLVED\"}").then().statusCode(200).body("status", is("RESOLVED"));
        assertThat(promoted.revision(), is(2L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"FROZEN\"}|status|Недопустимое значение. Возможные значения: OPEN, IN_PROGRESS, WAITING_RESPONSE, RESOLVED, CLOSED",
                "{\"status\":null}|status|Это поле не может быть пустым.",
                "{\"assigned_to\":7}|assigned_to|Значение должно быть строкой.",
                "{\"assigned_to\":\"7\"}|assigned_to|Неверный UUID.",
                "{\"assigned_to\":\"6d1f7e3e-0000-4000-8000-000000000000\"}|assigned_to|Пользователь не найден.",
            })
    void update_refusesBadFields(String body, String field, String message) {
        String id = ticket(user(), "Тема");
        change(agent(), id, body).then().statusCode(422).body(equalTo(invalid(field, message)));
        change(agent(), Bot.missing(), body).then().statusCode(404).body(equalTo(NOT_FOUND));
    }

    @Test
    void update_refusesAnAssigneeWhoIsNotStaff() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        change(agent(), id, Map.of("assigned_to", owner.uuid(), "title", "Другая"))
                .then()
                .statusCode(422)
                .body(equalTo(invalid("assigned_to", "Пользователь не является сотрудником поддержки.")));
        as(owner).get(TICKETS + id).then().body("title", is("Тема"));
    }

    @Test
    void delete_isForAdministratorsAndEverywhere() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        long number = as(owner).get("/api/v1/tickets/").jsonPath().getLong("[0].id");
        for (PersonState person : new PersonState[] {owner, agent(), Cast.someone(Role.MODERATOR)}) {
            as(person).delete(TICKETS + id).then().statusCode(403).body(equalTo(FORBIDDEN));
        }
        as(admin())
                .delete(TICKETS + id + "/")
                .then()
                .statusCode(200)
                .body(equalTo("{\"message\":\"Тикет успешно удален\"}"));
        as(owner).get(TICKETS + id).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(owner).get("/api/v1/tickets/" + number).then().statusCode(404);
        as(admin()).delete(TICKETS + id).then().statusCode(404).body(equalTo(NOT_FOUND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1", "99999999999999999999", "%00", "6d1f7e3e-0000-4000-8000-00000000000g"})
    void impossibleId_isNotFound(String id) {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            as(admin())
                    .urlEncodingEnabled(false)
                    .body("{")
                    .request(method, TICKETS + id)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
        for (String method : new String[] {"GET", "POST"}) {
            as(admin())
                    .urlEncodingEnabled(false)
                    .body("{")
                    .request(method, TICKETS + id + "/messages")
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }
}
