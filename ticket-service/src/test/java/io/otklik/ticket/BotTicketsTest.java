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
import static org.hamcrest.Matchers.contains;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** telegram-bot.md, „Тикеты“. */
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
    void list_isTheUsersOwnAndAllForStaff() {
        PersonState owner = user();
        PersonState agent = agent();
        String first = ticket(owner, "Первый");
        String foreign = ticket(user(), "Чужой");
        String second = ticket(owner, "Второй");
        as(owner)
                .get(TICKETS)
                .then()
                .statusCode(200)
                .body("items.id", contains(second, first))
                .body("total", is(2))
                .body("page", is(1))
                .body("size", is(20))
                .body("pages", is(1))
                .body(
                        "items[0].keySet().join()",
                        is("idtitledescriptionstatusprioritycategoryuserassigned_tocreated_atupdated_atclosed_at"
                                + "messages_countlast_message_at"));
        as(agent)
                .get(TICKETS + "?size=3")
                .then()
                .body("items.id", contains(second, foreign, first))
                .body("size", is(3));
        as(owner)
                .get(TICKETS + "?size=1&page=2")
                .then()
                .body("items.id", contains(first))
                .body("total", is(2))
                .body("page", is(2))
                .body("pages", is(2));
        as(user()).get(TICKETS).then().body(equalTo("{\"items\":[],\"total\":0,\"page\":1,\"size\":20,\"pages\":0}"));
    }

    @Test
    void list_filters() throws SQLException {
        PersonState owner = user();
        PersonState agent = agent();
        String category = as(admin())
                .body(Map.of("name", "Фильтр " + UUID.randomUUID()))
                .post(Bot.CATEGORIES)
                .jsonPath()
                .getString("id");
        String open = as(owner)
                .body(Map.of("title", "Т", "description", "Т", "category_id", category, "priority", "CRITICAL"))
                .post(TICKETS)
                .jsonPath()
                .getString("id");
        String waiting = ticket(owner, "Ждёт");
        change(agent, waiting, Map.of("status", "WAITING_RESPONSE"))
                .then()
                .statusCode(200)
                .body("status", is("WAITING_RESPONSE"))
                .body("assigned_to.id", is(agent.uuid().toString()));

        expect(owner, "status=OPEN", open);
        expect(owner, "status=WAITING_RESPONSE", waiting);
        expect(owner, "status=CLOSED");
        expect(agent, "category_id=" + category, open);
        expect(owner, "priority=CRITICAL", open);
        expect(agent, "priority=NORMAL&assigned_to=" + agent.uuid(), waiting);
        expect(agent, "assigned_to=" + agent.uuid(), waiting);
        expect(agent, "assigned_to=" + Bot.missing());
        expect(agent, "category_id=" + category + "&status=OPEN&priority=CRITICAL&assigned_to=", open);

        freeze(waiting);
        expect(owner, "status=WAITING_RESPONSE", waiting);
        change(agent, waiting, Map.of("status", "WAITING_RESPONSE"))
                .then()
                .statusCode(200)
                .body("status", is("WAITING_RESPONSE"));
        assertThat(statusOf(waiting), is("WAITING_RESPONSE"));
    }

    private static String statusOf(String ticket) throws SQLException {
        try (Connection database = Cast.database();
                PreparedStatement query = database.prepareStatement("select status from ticket where uuid = ?")) {
            query.setObject(1, UUID.fromString(ticket));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** As support0 would. */
    private static void freeze(String ticket) throws SQLException {
        try (Connection database = Cast.database();
                PreparedStatement update =
                        database.prepareStatement("update ticket set status = 'FROZEN' where uuid = ?")) {
            update.setObject(1, UUID.fromString(ticket));
            assertThat(update.executeUpdate(), is(1));
        }
    }

    private static void expect(PersonState reader, String filter, String... ids) {
        as(reader)
                .get(TICKETS + "?" + filter)
                .then()
                .statusCode(200)
                .body("items.id", is(List.of(ids)))
                .body("total", is(ids.length));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"USER", "SUPPORT"})
    void lists_askAsOftenForFiftyRowsAsForOne(Role role) {
        PersonState reader = Cast.someone(role);
        String id = "";
        for (int i = 0; i < 50; i++) {
            PersonState owner = role == Role.USER ? reader : user();
            PersonState agent = agent();
            id = ticket(owner, "Тема " + i);
            change(agent, id, Map.of("assigned_to", agent.uuid())).then().statusCode(200);
            Bot.say(owner, id, Map.of("content", "Т")).then().statusCode(201);
        }
        for (int i = 1; i < 50; i++) {
            Bot.say(agent(), id, Map.of("content", "Т")).then().statusCode(201);
        }
        assertThat(statements(reader, TICKETS, 1), is(1));
        assertThat(statements(reader, TICKETS, 50), is(1));
        assertThat(statements(reader, TICKETS + id + "/messages", 1), is(2));
        assertThat(statements(reader, TICKETS + id + "/messages", 50), is(2));
    }

    private static int statements(PersonState reader, String path, int rows) {
        return Statements.of(() -> as(reader)
                        .get(path + "?size=" + rows)
                        .then()
                        .statusCode(200)
                        .body("items.size()", is(rows)))
                .size();
    }

    @Test
    void list_showsHelpersWhoAreNewEverything() {
        String foreign = ticket(user(), "Чужой");
        PersonState before = user();
        as(before).get(TICKETS).then().body("total", is(0));
        as(before).get(TICKETS + foreign).then().statusCode(404);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));
        as(before).get(TICKETS + "?size=1").then().body("items.size()", is(1));
        as(before).get(TICKETS + foreign).then().statusCode(200);
        assertThat(promoted.role(), is(Role.SUPPORT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=FROZEN   | status      | Недопустимое значение. Возможные значения: OPEN, IN_PROGRESS, WAITING_RESPONSE, RESOLVED, CLOSED",
                "priority=high   | priority    | Недопустимое значение. Возможные значения: LOW, NORMAL, HIGH, CRITICAL",
                "category_id=1   | category_id | Неверный UUID.",
                "category_id=6d1f7e3e-0000-4000-8000-000000000000 | category_id | Категория не найдена или недоступна.",
                "assigned_to=x   | assigned_to | Неверный UUID.",
                "assigned_to=%00 | assigned_to | Нулевые символы не допускаются.",
                "page=0          | page        | Допустимы значения от 1 до 10000000.",
                "page=x          | page        | Введите правильное число.",
                "size=101        | size        | Допустимы значения от 1 до 100.",
                "size=0          | size        | Допустимы значения от 1 до 100.",
            })
    void list_refusesBadFilters(String query, String field, String message) {
        as(agent())
                .urlEncodingEnabled(false)
                .get(TICKETS + "?" + query)
                .then()
                .statusCode(422)
                .body(equalTo(invalid(field, message)));
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
