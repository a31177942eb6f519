package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.someone;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketCreated;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of customer-requests.md: requests are filed, changed and refused. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestsTest extends CustomerRequestsTestBase {

    @Test
    void create_answersTheWholeRequestOfTheCustomer() {
        PersonState customer = Cast.named("Анна", "Иванова");
        Response created = as(agent())
                .body("{\"title\":\" Не работает вход \",\"description\":\"Описание\",\"priority\":\"high\","
                        + "\"category\":\"account\",\"customer\":" + customer.id() + ",\"tags\":[\" vip \",\"вход\"],"
                        + "\"estimated_resolution_time\":\"2026-12-01T13:00:00+03:00\",\"status\":\"closed\",\"id\":1}")
                .post(REQUESTS);
        String id = created.jsonPath().getString("id");
        String at = created.jsonPath().getString("created_at");
        String body = "{\"id\":" + id + ",\"title\":\"Не работает вход\",\"description\":\"Описание\","
                + "\"status\":\"open\",\"priority\":\"high\",\"category\":\"account\",\"customer\":{\"id\":"
                + customer.id() + ",\"username\":\"" + customer.username()
                + "\",\"first_name\":\"Анна\",\"last_name\":\"Иванова\",\"email\":\"" + customer.email()
                + "\",\"avatar\":null},\"assigned_admin\":null,\"created_at\":\"" + at + "\",\"updated_at\":\"" + at
                + "\",\"last_message_at\":null,\"messages_count\":0,"
                + "\"estimated_resolution_time\":\"2026-12-01T10:00:00Z\",\"tags\":[\"vip\",\"вход\"]}";
        created.then().statusCode(201).body(equalTo(body));
        as(agent()).get(REQUESTS + id).then().statusCode(200).body(equalTo(body));
        as(customer).get(Cast.TICKETS + id).then().statusCode(200).body("subject", is("Не работает вход"));
    }

    @Test
    void create_forACustomerTellsWhoFiledIt() {
        PersonState agent = agent();
        PersonState customer = user();
        long id = as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":" + customer.id() + "}")
                .post(REQUESTS)
                .jsonPath()
                .getLong("id");
        try (TicketLog log = new TicketLog()) {
            TicketCreated created = (TicketCreated)
                    TicketLog.event(log.records(id, "TicketCreated").get(0));
            assertThat(created.by(), is(agent.actor()));
            assertThat(created.ticket().requester(), is(customer.actor()));
        }
    }

    @Test
    void create_withoutMoreIsTheCallersOwnGeneralMediumRequest() {
        PersonState agent = agent();
        as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":null,\"estimated_resolution_time\":null,"
                        + "\"priority\":null,\"category\":null,\"tags\":null}")
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body("customer.id.toLong()", is(agent.id()))
                .body("customer.first_name", is(agent.username()))
                .body("customer.last_name", is(""))
                .body("category", is("general"))
                .body("priority", is("medium"))
                .body("estimated_resolution_time", nullValue())
                .body("tags", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"title\":[\"Это поле обязательно.\"],\"description\":[\"Это поле обязательно.\"]}",
                "{\"title\":\" \",\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":null,\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":1,\"description\":\"О\"}|{\"title\":" + NOT_A_STRING,
                "{\"title\":\"\\u0000\",\"description\":\"О\"}|{\"title\":[\"Нулевые символы не допускаются.\"]}",
                "{\"title\":\"Т\",\"description\":\"\"}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":{}}|{\"description\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":\"normal\"}|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "{\"title\":\"Т\",\"description\":null}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":1}|{\"priority\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":\"нет\"}|" + NO_CATEGORY,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":1}|{\"category\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":\"a\"}|{\"tags\":[\"Ожидается список.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":[1]}|{\"tags\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":\"завтра\"}|{\"estimated_resolution_time\":[\"Неправильный формат даты и времени. Используйте ISO 8601.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":5}|{\"estimated_resolution_time\":"
                        + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":\"я\"}|{\"customer\":" + NOT_A_NUMBER,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":987654}|{\"customer\":[\"Такого пользователя нет.\"]}",
                "{|" + NO_JSON,
                "[]|" + NO_OBJECT,
            })
    void create_isRefused(String body, String answer) {
        as(agent()).body(body).post(REQUESTS).then().statusCode(400).body(equalTo(answer));
    }

    @Test
    void create_overTheLimitsIsRefused() {
        Map<String, Object> body = new HashMap<>(Map.of("title", "я".repeat(200), "description", "я".repeat(20_000)));
        body.put("tags", Stream.generate(() -> "я".repeat(50)).limit(20).toList());
        as(agent()).body(body).post(REQUESTS).then().statusCode(201);
        body.put("title", "я".repeat(201));
        body.put("description", "я".repeat(20_001));
        body.put("tags", Stream.generate(() -> "я").limit(21).toList());
        as(agent())
                .body(body)
                .post(REQUESTS)
                .then()
                .statusCode(400)
                .body("title[0]", is("Убедитесь, что это значение содержит не более 200 символов."))
                .body("description[0]", is("Убедитесь, что это значение содержит не более 20000 символов."))
                .body("tags[0]", is("Допускается не более 20 значений."));
    }

    @Test
    void change_changesWhatWasSent() {
        PersonState agent = agent();
        PersonState other = agent();
        long id = ticket(user(), "Тема");
        as(agent)
                .body("{\"title\":\"Новая\",\"priority\":\"low\",\"category\":\"billing\",\"tags\":[\"а\"],"
                        + "\"estimated_resolution_time\":\"2026-12-01\",\"assigned_admin\":" + other.id()
                        + ",\"customer\":1,\"messages_count\":7}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Новая"))
                .body("description", is("Описание: Тема"))
                .body("status", is("open"))
                .body("priority", is("low"))
                .body("category", is("billing"))
                .body("tags", contains("а"))
                .body("estimated_resolution_time", is("2026-12-01T00:00:00Z"))
                .body("assigned_admin.id.toLong()", is(other.id()));
        as(agent)
                .body("{\"title\":\"Третья\",\"description\":\"Другое\",\"tags\":[],"
                        + "\"estimated_resolution_time\":null,\"assigned_admin\":null}")
                .put(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Третья"))
                .body("description", is("Другое"))
                .body("priority", is("low"))
                .body("tags", empty())
                .body("estimated_resolution_time", nullValue())
                .body("assigned_admin", nullValue());
    }

    /** Joined by commas the two are the same. */
    @Test
    void change_ofOneTagIntoTwoIsAChange() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        for (List<String> tags : List.of(List.of("а,б"), List.of("а", "б"), List.of("а", "б"), List.<String>of())) {
            as(agent)
                    .body(Map.of("tags", tags))
                    .patch(REQUESTS + id)
                    .then()
                    .statusCode(200)
                    .body("tags", is(tags));
        }
        try (TicketLog log = new TicketLog()) {
            List<String> types =
                    log.records(id, "TicketCreated", "TicketEdited", "TicketEdited", "TicketEdited").stream()
                            .map(told -> TicketLog.header(told, "ce_type"))
                            .toList();
            assertThat(types, contains("TicketCreated", "TicketEdited", "TicketEdited", "TicketEdited"));
        }
    }

    @Test
    void change_ofTheStatusAssignsWhoeverSetsIt() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent)
                .body("{\"status\":\"completed\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("status", is("completed"))
                .body("assigned_admin.id.toLong()", is(agent.id()));
        as(agent)
                .body("{\"status\":\"closed\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("status", is("closed"));
    }

    @Test
    void change_ofTheStatusSetsWhatItsNameSays_whateverShowsAsItAlready() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent).post(REQUESTS + id + "/take").then().statusCode(200);
        for (String status : new String[] {"FROZEN", "WAITING_RESPONSE"}) {
            for (String method : new String[] {"PATCH", "PUT"}) {
                set(id, "status", status);
                as(agent)
                        .body("{\"title\":\"Тема\",\"description\":\"Т\",\"status\":\"in_progress\"}")
                        .request(method, REQUESTS + id)
                        .then()
                        .statusCode(200)
                        .body("status", is("in_progress"));
                assertThat(statusOf(id), is("IN_PROGRESS"));
            }
        }
    }

    @Test
    void change_isForTheResponsibleAndForDirectors() {
        PersonState agent = agent();
        PersonState other = agent();
        PersonState moderator = someone(Role.MODERATOR);
        long id = ticket(user(), "Тема");
        as(other).body("{\"title\":\"Моя\"}").patch(REQUESTS + id).then().statusCode(200);
        as(agent).post(REQUESTS + id + "/take/").then().statusCode(200);
        for (PersonState stranger : List.of(other, moderator)) {
            for (String body : List.of("{\"title\":\"Чужая\"}", "{\"title\":1}", "{\"assigned_admin\":1}", "{")) {
                as(stranger)
                        .body(body)
                        .patch(REQUESTS + id)
                        .then()
                        .statusCode(403)
                        .body(equalTo(FORBIDDEN));
                as(stranger).body(body).put(REQUESTS + id).then().statusCode(403);
            }
        }
        as(agent).body("{\"title\":\"Моя\"}").patch(REQUESTS + id).then().statusCode(200);
        as(admin()).body("{\"title\":\"Любая\"}").patch(REQUESTS + id).then().statusCode(200);
        as(agent).delete(REQUESTS + id).then().statusCode(403).body(equalTo(FORBIDDEN));
        as(admin()).delete(REQUESTS + id).then().statusCode(204);
        as(admin()).get(REQUESTS + id).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(admin()).delete(REQUESTS + id).then().statusCode(404);
    }

    /** The replica has not heard of the new role yet. */
    @Test
    void change_isForWhoeverHasJustBecomeADirector() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent()).post(REQUESTS + id + "/take/").then().statusCode(200);
        as(agent).get(REQUESTS + id).then().statusCode(200);
        as(agent).body("{\"title\":\"Т\"}").patch(REQUESTS + id).then().statusCode(403);
        String token = Cast.all().token(agent);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(agent, Role.ADMIN, false, 1))
                        .role(),
                is(Role.ADMIN));
        Cast.bearer(token)
                .contentType("application/json")
                .body("{\"title\":\"Т\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Т"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"new\"}|{\"status\":[\"Недопустимое значение. Возможные значения: open, in_progress, completed, closed\"]}",
                "{\"status\":null}|{\"status\":" + NULL,
                "{\"status\":1}|{\"status\":" + NOT_A_STRING,
                "{\"title\":null}|{\"title\":" + NULL,
                "{\"priority\":\"\"}|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "{\"category\":\"нет\"}|" + NO_CATEGORY,
                "{\"priority\":null}|{\"priority\":" + NULL,
                "{\"category\":null}|{\"category\":" + NULL,
                "{\"tags\":null}|{\"tags\":" + NULL,
                "{\"tags\":[\"\"]}|{\"tags\":" + NULL,
                "{\"estimated_resolution_time\":\"x\"}|{\"estimated_resolution_time\":[\"Неправильный формат даты и времени. Используйте ISO 8601.\"]}",
                "{\"assigned_admin\":\"1\"}|{\"assigned_admin\":" + NOT_A_NUMBER,
                "{\"assigned_admin\":987654}|{\"assigned_admin\":[\"Такого пользователя нет.\"]}",
                "{|" + NO_JSON,
                "[]|" + NO_OBJECT,
            })
    void change_isRefused(String body, String answer) {
        long id = ticket(user(), "Тема");
        as(agent()).body(body).patch(REQUESTS + id).then().statusCode(400).body(equalTo(answer));
        as(agent()).get(REQUESTS + id).then().body("title", is("Тема"));
        as(agent())
                .body(body)
                .patch(REQUESTS + "987654321")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @Test
    void change_refusesToAssignACustomer() {
        PersonState customer = user();
        long id = ticket(customer, "Тема");
        as(agent())
                .body("{\"assigned_admin\":" + customer.id() + "}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(400)
                .body(equalTo("{\"assigned_admin\":[\"Пользователь не является администратором.\"]}"));
        as(agent())
                .body("{\"title\":\"Т\"}")
                .put(REQUESTS + id)
                .then()
                .statusCode(400)
                .body(equalTo("{\"description\":[\"Это поле обязательно.\"]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "stats", "987654321"})
    void impossibleId_isNotFound(String id) {
        PersonState admin = admin();
        for (String route : List.of(
                "GET ",
                "PUT ",
                "PATCH ",
                "DELETE ",
                "POST /take",
                "POST /complete",
                "GET /messages/",
                "POST /messages")) {
            String[] words = route.split(" ", 2);
            as(admin)
                    .urlEncodingEnabled(false)
                    .body("{")
                    .request(words[0], REQUESTS + id + words[1])
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }
}
