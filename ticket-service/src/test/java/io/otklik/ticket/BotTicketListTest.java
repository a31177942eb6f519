package io.otklik.ticket;

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

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

/** telegram-bot.md, „Тикеты“: the list. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotTicketListTest {

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
}
