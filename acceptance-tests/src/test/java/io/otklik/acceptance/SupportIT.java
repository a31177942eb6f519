package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Методы сотрудника поддержки“. */
@ExtendWith(Suite.class)
class SupportIT {

    private static final String TICKETS = "/api/v1/support/tickets/";

    private Someone owner;
    private Someone agent;
    private long ticket;
    private JsonPath category;

    @BeforeEach
    void file() {
        owner = Someone.registered();
        agent = Someone.agent();
        category = Someone.admin().newCategory();
        ticket = owner.files("Ошибка 500", category.getLong("id"));
    }

    @Test
    void list_showsEverybodysTickets() {
        long second = Someone.registered().files("Другая", category.getLong("id"));
        agent.assigns(ticket, agent);
        String name = category.getString("name");
        agent.request()
                .get(TICKETS + "?category=" + category.getLong("id"))
                .then()
                .statusCode(200)
                .header("X-Total-Count", "2")
                .body(shown(
                        """
                [{id: %d, title: 'Другая', status: 'open', assigned_to: null,
                  category: {id: %d, name: '%s'}, created_at: <time>},
                 {id: %d, title: 'Ошибка 500', status: 'open', assigned_to: {id: %d, username: '%s'},
                  category: {id: %d, name: '%s'}, created_at: <time>}]""",
                        second,
                        category.getLong("id"),
                        name,
                        ticket,
                        agent.id(),
                        agent.username(),
                        category.getLong("id"),
                        name));
    }

    @Test
    void list_filters() {
        long second = owner.files("Другая", category.getLong("id"));
        agent.assigns(second, agent);
        agent.setsStatus(second, "resolved");
        String here = TICKETS + "?category=" + category.getLong("id");
        agent.request().get(here + "&status=open").then().body("id", is(List.of((int) ticket)));
        agent.request().get(here + "&status=resolved").then().body("id", is(List.of((int) second)));
        agent.request().get(here + "&assigned_to=" + agent.id()).then().body("id", is(List.of((int) second)));
        agent.request().get(here + "&status=closed").then().body(shown("[]"));
        agent.request().get(TICKETS + "?limit=1").then().body("id", is(List.of((int) second)));
        agent.request()
                .get(TICKETS + "?status=frozen")
                .then()
                .spec(invalid(
                        "{status: 'Недопустимое значение. Возможные значения: open, in_progress, resolved, closed'}"));
        agent.request()
                .get(TICKETS + "?assigned_to=x&category=y")
                .then()
                .spec(invalid("{assigned_to: ['Введите правильное число.'], category: ['Введите правильное число.']}"));
    }

    @Test
    void detail_showsTheTicket() {
        String shown = """
                {id: %d, title: 'Ошибка 500', description: 'После логина выбрасывает на 500', status: 'open',
                 assigned_to: %s, category: {id: %d, name: '%s'}, created_at: <time>, attachments: []}""";
        agent.request()
                .get(TICKETS + ticket + "/")
                .then()
                .statusCode(200)
                .body(shown(shown, ticket, "null", category.getLong("id"), category.getString("name")));
        agent.assigns(ticket, agent);
        String assigned = "{id: %d, username: '%s'}".formatted(agent.id(), agent.username());
        agent.request()
                .get(TICKETS + ticket + "/")
                .then()
                .statusCode(200)
                .body(shown(shown, ticket, assigned, category.getLong("id"), category.getString("name")));
        agent.request().get(TICKETS + "987654321/").then().spec(Refused.NOT_FOUND);
    }

    @Test
    void methods_areForStaffOnly() {
        for (String path : List.of(TICKETS, TICKETS + ticket + "/", TICKETS + "987654321/")) {
            owner.request().get(path).then().spec(Refused.FORBIDDEN);
            given().get(path).then().spec(Refused.NO_TOKEN);
        }
        for (String path : List.of(ticket + "/assign/", ticket + "/status/", "987654321/status/")) {
            owner.request().body("{}").patch(TICKETS + path).then().spec(Refused.FORBIDDEN);
            given().patch(TICKETS + path).then().spec(Refused.NO_TOKEN);
        }
        owner.request()
                .header("Accept-Language", "en")
                .get(TICKETS)
                .then()
                .spec(Refused.with(403, "{detail: 'You do not have permission to perform this action.'}"));
    }

    @Test
    void assign_answersTheTicketAndTheAgent() {
        patch("assign", Map.of("assigned_to", agent.id()))
                .then()
                .statusCode(200)
                .body(shown("{id: %d, assigned_to: %d}", ticket, agent.id()));
    }

    @Test
    void assign_needsTheField_somebodyOfTheStaff_andATicket() {
        patch("assign", Map.of()).then().spec(invalid("{assigned_to: ['Это поле обязательно.']}"));
        patch("assign", Map.of("assigned_to", owner.id()))
                .then()
                .spec(invalid("{assigned_to: ['Пользователь не является сотрудником поддержки.']}"));
        patch("assign", Map.of("assigned_to", 987654321)).then().spec(Refused.NOT_FOUND);
        agent.request()
                .body(Map.of("assigned_to", agent.id()))
                .patch(TICKETS + "987654321/assign/")
                .then()
                .spec(Refused.NOT_FOUND);
        agent.request().get(TICKETS + ticket + "/").then().body("assigned_to", is((Object) null));
    }

    @Test
    void status_ofAnUnassignedTicketIsRefusedWithTheDocumentsBody() {
        patch("status", Map.of("status", "in_progress"))
                .then()
                .spec(invalid("{assigned_to: ['Нельзя изменить статус, пока не назначен ответственный сотрудник.']}"));
        agent.request().get(TICKETS + ticket + "/").then().body("status", is("open"));
    }

    @Test
    void status_isSet_andClosingSaysWhenAndByWhom() {
        agent.assigns(ticket, agent);
        for (String status : List.of("in_progress", "resolved", "open")) {
            patch("status", Map.of("status", status))
                    .then()
                    .statusCode(200)
                    .body(shown(
                            "{id: %d, status: '%s', updated_at: <time>, closed_at: null, closed_by: null}",
                            ticket, status));
        }
        Someone admin = Someone.admin();
        JsonPath closed = admin.request()
                .body(Map.of("status", "closed"))
                .patch(TICKETS + ticket + "/status/")
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, status: 'closed', updated_at: <time>, closed_at: <time>, closed_by: %d}",
                        ticket, admin.id()))
                .extract()
                .jsonPath();
        assertEquals(closed.getString("updated_at"), closed.getString("closed_at"));
        JsonPath again = patch("status", Map.of("status", "closed"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertEquals(closed.getMap("$"), again.getMap("$"));
        patch("status", Map.of("status", "in_progress"))
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, status: 'in_progress', updated_at: <time>, closed_at: null, closed_by: null}",
                        ticket));
    }

    @Test
    void status_unknownOrMissingIsRefused() {
        patch("status", Map.of("status", "frozen"))
                .then()
                .spec(
                        invalid(
                                "{status: ['Недопустимое значение. Возможные значения: open, in_progress, resolved, closed']}"));
        patch("status", Map.of()).then().spec(invalid("{status: ['Это поле обязательно.']}"));
        agent.request()
                .body(Map.of("status", "open"))
                .patch(TICKETS + "987654321/status/")
                .then()
                .spec(Refused.NOT_FOUND);
    }

    @Test
    void agent_seesInHisOwnListOnlyWhatHeFiled() {
        agent.request().get("/api/v1/tickets/").then().body("id", not(hasItem((int) ticket)));
    }

    private Response patch(String what, Map<String, ?> body) {
        return agent.request().body(body).patch(TICKETS + ticket + "/" + what + "/");
    }
}
