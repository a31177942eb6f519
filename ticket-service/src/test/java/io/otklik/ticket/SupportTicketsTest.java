package io.otklik.ticket;

import static io.otklik.ticket.Cast.BILLING;
import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.setStatus;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class SupportTicketsTest {

    @Test
    void detail_answersTheDocumentsBody() {
        PersonState agent = agent();
        long id = ticket(user(), "Ошибка 500", BILLING);
        Response before = as(agent).get(SUPPORT + id + "/");
        String at = before.jsonPath().getString("created_at");
        before.then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"title\":\"Ошибка 500\",\"description\":\"Описание: Ошибка 500\","
                        + "\"status\":\"open\",\"assigned_to\":null,\"category\":{\"id\":2,\"name\":\"Биллинг\"},"
                        + "\"created_at\":\"" + at + "\",\"attachments\":[]}"));
        assign(agent, id, agent.id()).then().statusCode(200);
        as(agent)
                .get(SUPPORT + id + "/")
                .then()
                .body("assigned_to.id", is(agent.id()))
                .body("assigned_to.username", is(agent.username()));
    }

    @Test
    void assign_answersTheDocumentsBody() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        assign(agent, id, agent.id())
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"assigned_to\":" + agent.id() + "}"));
        assign(agent, id, agent.id())
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"assigned_to\":" + agent.id() + "}"));
    }

    @Test
    void assign_toSomebodyWhoIsNotStaffIsRefused() {
        long id = ticket(user(), "Тема");
        assign(agent(), id, user().id())
                .then()
                .statusCode(400)
                .body(equalTo("{\"assigned_to\":[\"Пользователь не является сотрудником поддержки.\"]}"));
        PersonState blocked = agent();
        PersonState now = StandInIdentity.knows(Cast.all().changed(blocked, Role.SUPPORT, true, 2));
        assign(agent(), id, now.id()).then().statusCode(400);
    }

    @Test
    void assign_goesByWhatTheOwnerSaysNow() {
        long id = ticket(user(), "Тема");
        PersonState before = user();
        as(before).get(Cast.TICKETS).then().statusCode(200);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));
        assign(agent(), id, promoted.id()).then().statusCode(200);

        PersonState agent = agent();
        as(agent).get(SUPPORT).then().statusCode(200);
        PersonState demoted = StandInIdentity.knows(Cast.all().changed(agent, Role.USER, false, 1));
        assign(agent(), id, demoted.id()).then().statusCode(400);
    }

    @Test
    void assign_ofAnUnknownTicketOrPersonIsNotFound() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        assign(agent, id, 987654321).then().statusCode(404).body(equalTo("{\"detail\":\"Не найдено.\"}"));
        assign(agent, 987654321, agent.id()).then().statusCode(404);
        assign(agent, 987654321, user().id()).then().statusCode(404);
    }

    @Test
    void changeStatus_withoutAssigneeIsRefused() {
        long id = ticket(user(), "Тема");
        setStatus(agent(), id, "closed")
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"assigned_to\":[\"Нельзя изменить статус, пока не назначен ответственный сотрудник.\"]}"));
    }

    @Test
    void changeStatus_closesAndReopens() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        assign(agent, id, agent.id()).then().statusCode(200);

        Response working = setStatus(agent, id, "in_progress");
        working.then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"status\":\"in_progress\",\"updated_at\":\""
                        + working.jsonPath().getString("updated_at") + "\",\"closed_at\":null,\"closed_by\":null}"));

        Response closed = setStatus(agent, id, "closed");
        String at = closed.jsonPath().getString("updated_at");
        closed.then()
                .statusCode(200)
                .body(equalTo("{\"id\":" + id + ",\"status\":\"closed\",\"updated_at\":\"" + at + "\",\"closed_at\":\""
                        + at + "\",\"closed_by\":" + agent.id() + "}"));

        Response again = setStatus(agent(), id, "closed");
        again.then().statusCode(200).body(equalTo(closed.asString()));

        setStatus(agent, id, "open")
                .then()
                .statusCode(200)
                .body("status", is("open"))
                .body("closed_at", nullValue())
                .body("closed_by", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPEN", "new", "", "WAITING_RESPONSE", "in progress"})
    void changeStatus_toAnUnknownOneIsRefused(String status) {
        long id = ticket(user(), "Тема");
        setStatus(agent(), id, status)
                .then()
                .statusCode(400)
                .body(equalTo("{\"status\":[\"Недопустимое значение. Возможные значения: "
                        + "open, in_progress, resolved, closed\"]}"));
    }
}
