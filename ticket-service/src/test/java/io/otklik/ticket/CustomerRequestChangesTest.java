package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.someone;
import static io.otklik.ticket.Cast.statusOf;
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
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of customer-requests.md: requests are changed, by whom, and what is refused. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestChangesTest extends CustomerRequestsTestBase {

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
}
