package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Просмотр истории изменений тикетов“. */
@ExtendWith(Suite.class)
class AdminHistoryIT {

    private static final String HISTORY = "/api/v1/admin/ticket-history/";

    private Someone admin;
    private Someone agent;
    private long ticket;

    @BeforeEach
    void change() {
        admin = Someone.admin();
        agent = Someone.agent();
        ticket = Someone.registered().files("Не работает вход");
        agent.assigns(ticket, agent);
        agent.setsStatus(ticket, "in_progress");
        agent.setsStatus(ticket, "in_progress");
        admin.setsStatus(ticket, "resolved");
        await().atMost(Duration.ofSeconds(5)).until(() -> rows("").size() == 3);
    }

    @Test
    void history_isNewestFirst_withoutARowForTheCreationOrForWhatChangedNothing() {
        admin.request()
                .get(HISTORY + "?ticket=" + ticket)
                .then()
                .statusCode(200)
                .header("X-Total-Count", "3")
                .body(shown("""
                [{id: <number>, ticket: %1$d, changed_by: %2$d, field: 'status', old_value: 'in_progress',
                  new_value: 'resolved', changed_at: <time>},
                 {id: <number>, ticket: %1$d, changed_by: %3$d, field: 'status', old_value: 'open',
                  new_value: 'in_progress', changed_at: <time>},
                 {id: <number>, ticket: %1$d, changed_by: %3$d, field: 'assigned_to', old_value: null,
                  new_value: '%3$d', changed_at: <time>}]""", ticket, admin.id(), agent.id()));
    }

    @Test
    void history_filters() {
        String resolvedAt =
                admin.request().get(HISTORY + "?ticket=" + ticket).jsonPath().getString("[0].changed_at");
        assertEquals(List.of("resolved"), rows("&changed_by=" + admin.id()));
        assertEquals(List.of("in_progress", Long.toString(agent.id())), rows("&changed_by=" + agent.id()));
        assertEquals(List.of("resolved", "in_progress"), rows("&field=status"));
        assertEquals(List.of(Long.toString(agent.id())), rows("&field=assigned_to"));
        assertEquals(List.of(), rows("&field=priority"));
        assertEquals(List.of("resolved"), rows("&changed_at__gte=" + resolvedAt));
        assertEquals(
                List.of("resolved", "in_progress", Long.toString(agent.id())), rows("&changed_at__lte=" + resolvedAt));
        assertEquals(List.of(), rows("&changed_at__lte=2025-06-25T10:00:00Z"));
        assertEquals(List.of("resolved"), rows("&limit=1"));
        admin.request().get(HISTORY + "?changed_by=" + agent.id()).then().body("ticket", everyItem(is((int) ticket)));
    }

    @Test
    void history_ofBadFiltersIsRefusedOnTheirNames() {
        admin.request()
                .get(HISTORY + "?ticket=x&changed_by=y")
                .then()
                .spec(invalid("{ticket: ['Введите правильное число.'], changed_by: ['Введите правильное число.']}"));
        admin.request().get(HISTORY + "?field=closed_at").then().spec(invalid("""
                {field: ['Недопустимое значение. Возможные значения: status, assigned_to, category, priority, \
                subject, description']}"""));
        admin.request()
                .get(HISTORY + "?changed_at__gte=yesterday&changed_at__lte=x")
                .then()
                .spec(invalid("""
                {changed_at__gte: ['Неправильный формат даты и времени. Используйте ISO 8601.'],
                 changed_at__lte: ['Неправильный формат даты и времени. Используйте ISO 8601.']}"""));
        admin.request()
                .get(HISTORY + "?changed_at__gte=2025-06-26T00:00:00Z&changed_at__lte=2025-06-25T00:00:00Z")
                .then()
                .spec(invalid("{changed_at__lte: ['Конец интервала раньше его начала.']}"));
        admin.request()
                .header("Accept-Language", "en")
                .get(HISTORY + "?ticket=x")
                .then()
                .spec(invalid("{ticket: ['A valid integer is required.']}"));
    }

    @Test
    void history_isForAdministratorsOnly() {
        agent.request().get(HISTORY).then().spec(Refused.FORBIDDEN);
        Someone.registered().request().get(HISTORY + "?ticket=x").then().spec(Refused.FORBIDDEN);
        given().get(HISTORY).then().spec(Refused.NO_TOKEN);
    }

    /** The new values of the ticket's changes. */
    private List<String> rows(String filter) {
        JsonPath rows = admin.request()
                .get(HISTORY + "?ticket=" + ticket + filter)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return rows.getList("new_value");
    }
}
