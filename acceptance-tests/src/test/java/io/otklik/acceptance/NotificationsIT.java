package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Уведомления“, and who gets what by contracts/README.md, section 5. */
@ExtendWith(Suite.class)
class NotificationsIT {

    private static final String NOTIFICATIONS = "/api/v1/notifications/";

    private Someone owner;
    private Someone agent;
    private long ticket;

    @BeforeEach
    void file() {
        owner = Someone.registered();
        agent = Someone.agent();
        ticket = owner.files("Не работает вход");
    }

    @Test
    void owner_isToldOfAssignmentReplyAndStatus_newestFirst() {
        agent.assigns(ticket, agent);
        agent.comments(ticket, "Мы начали работать над этим");
        agent.setsStatus(ticket, "in_progress");
        awaitRows(owner, 3);
        owner.request()
                .get(NOTIFICATIONS)
                .then()
                .statusCode(200)
                .header("X-Total-Count", "3")
                .body(shown("""
                [{id: <number>, message: 'Статус вашего тикета изменён.', is_read: false, created_at: <time>,
                  type: 'status_changed', title: <text>, ticket_id: %1$d},
                 {id: <number>, message: 'Комментарий был добавлен к вашему тикету.', is_read: false, created_at: <time>,
                  type: 'new_comment', title: <text>, ticket_id: %1$d},
                 {id: <number>, message: 'На ваш тикет назначен сотрудник поддержки.', is_read: false, created_at: <time>,
                  type: 'assigned', title: <text>, ticket_id: %1$d}]""", ticket));
        owner.request()
                .header("Accept-Language", "en")
                .get(NOTIFICATIONS + "?limit=1")
                .then()
                .body("message", is(List.of("The status of your ticket has changed.")));
    }

    @Test
    void agents_areToldOfNewTickets() {
        Someone colleague = Someone.agent();
        long another = owner.files("Ещё одна");
        for (Someone staff : List.of(agent, colleague, Someone.admin())) {
            JsonPath row = Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(staff::notifications, rows -> rows.getLong("[0].ticket_id") == another);
            assertEquals("new_ticket", row.getString("[0].type"));
            assertEquals("Новый тикет был создан.", row.getString("[0].message"));
        }
        assertEquals(List.of(), owner.notifications().getList("$"));
    }

    @Test
    void assignee_isToldOfHisTicket_andOfTheOwnersReplies_andOfInternalNotes() {
        Someone colleague = Someone.agent();
        colleague.assigns(ticket, agent);
        owner.comments(ticket, "Где ответ?");
        colleague
                .request()
                .body(Map.of("text", "Клиент прав", "is_internal", true))
                .post("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .statusCode(201);
        agent.comments(ticket, "Сейчас посмотрю");
        awaitRows(owner, 2);
        assertEquals(List.of("new_comment", "assigned"), owner.notifications().getList("type"));
        List<Map<String, Object>> told = about(agent, ticket);
        assertEquals(
                List.of("new_comment", "new_comment", "assigned", "new_ticket"),
                told.stream().map(row -> row.get("type")).toList());
        assertEquals("Вам назначен тикет.", told.get(2).get("message"));
    }

    @Test
    void nobody_isToldOfHisOwnAct() {
        Someone own = Someone.agent();
        long mine = own.files("Своя заявка агента");
        own.assigns(mine, own);
        own.comments(mine, "Сам себе");
        own.setsStatus(mine, "resolved");
        agent.comments(mine, "Чужой ответ");
        List<Map<String, Object>> told =
                Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> about(own, mine), rows -> !rows.isEmpty());
        assertEquals(
                List.of("new_comment"),
                told.stream().map(row -> row.get("type")).toList());
    }

    @Test
    void mark_readAndUnread() {
        agent.comments(ticket, "Ответ");
        agent.comments(ticket, "Ещё ответ");
        awaitRows(owner, 2);
        long id = owner.notifications().getLong("[0].id");
        String shown = """
                {id: %d, message: 'Комментарий был добавлен к вашему тикету.', is_read: %b, created_at: <time>,
                 type: 'new_comment', title: <text>, ticket_id: %d}""";
        for (boolean read : List.of(true, false, true)) {
            mark(owner, id, Map.of("is_read", read)).then().statusCode(200).body(shown(shown, id, read, ticket));
        }
        owner.request().get(NOTIFICATIONS + "?is_read=true").then().body("id", is(List.of((int) id)));
        owner.request()
                .get(NOTIFICATIONS + "?is_read=false")
                .then()
                .header("X-Total-Count", "1")
                .body("is_read", is(List.of(false)));
    }

    @Test
    void mark_isRefused() {
        agent.comments(ticket, "Ответ");
        awaitRows(owner, 1);
        long id = owner.notifications().getLong("[0].id");
        mark(Someone.registered(), id, Map.of("is_read", true)).then().spec(Refused.NOT_FOUND);
        mark(owner, 987654321, Map.of("is_read", true)).then().spec(Refused.NOT_FOUND);
        mark(owner, id, Map.of()).then().spec(invalid("{is_read: ['Это поле обязательно.']}"));
        mark(owner, id, Map.of("is_read", "да"))
                .then()
                .spec(invalid("{is_read: ['Значение должно быть true или false.']}"));
        given().patch(NOTIFICATIONS + id + "/mark-as-read/").then().spec(Refused.NO_TOKEN);
        owner.request().get(NOTIFICATIONS).then().body("is_read", is(List.of(false)));
    }

    @Test
    void list_needsATokenAndGoodFilters() {
        given().get(NOTIFICATIONS).then().spec(Refused.NO_TOKEN);
        owner.request()
                .get(NOTIFICATIONS + "?is_read=maybe")
                .then()
                .spec(invalid("{is_read: ['Значение должно быть true или false.']}"));
        owner.request()
                .get(NOTIFICATIONS + "?limit=501")
                .then()
                .spec(invalid("{limit: ['Допустимы значения от 1 до 500.']}"));
    }

    private static void awaitRows(Someone person, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> person.notifications().getList("$").size() == count);
    }

    /** The person's rows about the ticket. */
    private static List<Map<String, Object>> about(Someone person, long ticket) {
        return person.notifications().getList("findAll { it.ticket_id == " + ticket + " }");
    }

    private static Response mark(Someone person, long id, Map<String, ?> body) {
        return person.request().body(body).patch(NOTIFICATIONS + id + "/mark-as-read/");
    }
}
