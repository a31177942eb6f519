package io.otklik.ticket;

import static io.otklik.ticket.Cast.BILLING;
import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TECHNICAL;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.setStatus;
import static io.otklik.ticket.Cast.statusOf;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.TicketStatus;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class SupportTicketListTest {

    private static final String IDS = "id.collect{it as Long}";

    @Inject
    Pool pool;

    @Test
    void list_answersTheDocumentsRowsNewestFirst() {
        PersonState agent = agent();
        long older = ticket(user(), "Старый");
        long newer = ticket(user(), "Не работает сервис");
        assign(agent, older, agent.id()).then().statusCode(200);
        Response list = as(agent).get(SUPPORT + "?limit=2");
        String at = list.jsonPath().getString("[0].created_at");
        assertThat(
                list.asString(),
                containsString("[{\"id\":" + newer + ",\"title\":\"Не работает сервис\",\"status\":\"open\","
                        + "\"assigned_to\":null,\"category\":{\"id\":1,\"name\":\"Техническая\"},\"created_at\":\"" + at
                        + "\"},"));
        list.then()
                .body("[1].id", is((int) older))
                .body("[1].assigned_to", equalTo(Map.of("id", agent.id(), "username", agent.username())));
    }

    @Test
    void list_filtersByEachAndByAll() {
        PersonState agent = agent();
        PersonState other = agent();
        PersonState owner = user();
        long mine = ticket(owner, "Мой", TECHNICAL);
        long billing = ticket(owner, "Счёт", BILLING);
        long others = ticket(owner, "Другого", BILLING);
        assign(agent, mine, agent.id()).then().statusCode(200);
        assign(agent, billing, agent.id()).then().statusCode(200);
        assign(agent, others, other.id()).then().statusCode(200);
        setStatus(agent, billing, "resolved").then().statusCode(200);

        as(agent)
                .get(SUPPORT + "?assigned_to=" + agent.id())
                .then()
                .header("X-Total-Count", "2")
                .body(IDS, contains(billing, mine));
        as(agent)
                .get(SUPPORT + "?assigned_to=" + agent.id() + "&status=resolved")
                .then()
                .header("X-Total-Count", "1")
                .body(IDS, contains(billing));
        as(agent)
                .get(SUPPORT + "?assigned_to=" + agent.id() + "&category=" + TECHNICAL)
                .then()
                .header("X-Total-Count", "1")
                .body(IDS, contains(mine));
        as(agent)
                .get(SUPPORT + "?assigned_to=" + other.id() + "&category=" + BILLING + "&status=open")
                .then()
                .header("X-Total-Count", "1")
                .body(IDS, contains(others));
        as(agent).get(SUPPORT + "?status=open&limit=1").then().body(IDS, contains(others));
        as(agent).get(SUPPORT + "?category=" + BILLING + "&limit=2").then().body(IDS, contains(others, billing));
        as(agent).get(SUPPORT + "?assigned_to=987654321").then().statusCode(200).body(equalTo("[]"));
    }

    @Test
    void list_ofAnAssignee_pageByPage_isHisRowsOfTheWholeListInItsOrder() {
        PersonState agent = agent();
        PersonState other = agent();
        PersonState owner = user();
        // Two in each of the six statuses that there are, this contract's and the others'.
        TicketStatus[] statuses = TicketStatus.values();
        for (int i = 0; i < 4 * statuses.length; i++) {
            long id = ticket(owner, "Заявка " + i, i % 3 == 0 ? BILLING : TECHNICAL);
            assign(agent, id, i % 2 == 0 ? agent.id() : other.id()).then().statusCode(200);
            force(id, statuses[i / 2 % statuses.length]);
        }
        long newest = ticket(owner, "Ничья");
        List<Map<String, Object>> all = rows(agent, SUPPORT + "?limit=500");
        List<Map<String, Object>> his = all.stream()
                .filter(row -> row.get("assigned_to") instanceof Map<?, ?> assignee
                        && ((Number) assignee.get("id")).longValue() == agent.id())
                .toList();
        assertThat(his.size(), is(2 * statuses.length));
        assertThat(((Number) all.get(0).get("id")).longValue(), is(newest));
        for (int limit : List.of(1, 3, 7, 500)) {
            assertThat(rows(agent, SUPPORT + "?assigned_to=" + agent.id() + "&limit=" + limit), is(his));
        }
    }

    @Test
    void list_ofNobodysIdIsEmptyAndSoIsItsTotal() {
        assertThat(ticket(user(), "Ничей") > 0, is(true));
        as(agent())
                .get(SUPPORT + "?assigned_to=0")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "0")
                .body(equalTo("[]"));
    }

    @Test
    void list_countsAsTheTableDoes() {
        PersonState agent = agent();
        for (String filter :
                new String[] {"", "status = 'OPEN'", "category_id = 2", "category_id = 2 and status = 'OPEN'"}) {
            String query = filter.contains("OPEN") ? "?limit=1&status=open" : "?limit=1";
            query += filter.contains("category") ? "&category=2" : "";
            long counted = pool.query("select count(*) from ticket" + (filter.isEmpty() ? "" : " where " + filter))
                    .execute()
                    .await()
                    .indefinitely()
                    .iterator()
                    .next()
                    .getLong(0);
            as(agent).get(SUPPORT + query).then().header("X-Total-Count", Long.toString(counted));
        }
    }

    @Test
    void list_showsWaitingAndFrozenAsInProgressAndSelectsThem() {
        PersonState agent = agent();
        long waiting = ticket(user(), "Ждёт");
        long frozen = ticket(user(), "Заморожен");
        assign(agent, waiting, agent.id()).then().statusCode(200);
        assign(agent, frozen, agent.id()).then().statusCode(200);
        force(waiting, TicketStatus.WAITING_RESPONSE);
        force(frozen, TicketStatus.FROZEN);
        as(agent)
                .get(SUPPORT + "?status=in_progress&assigned_to=" + agent.id())
                .then()
                .header("X-Total-Count", "2")
                .body(IDS, contains(frozen, waiting))
                .body("status", contains("in_progress", "in_progress"));
        setStatus(agent, frozen, "in_progress").then().statusCode(200).body("status", is("in_progress"));
        assertThat(statusOf(frozen), is("FROZEN"));
    }

    @Test
    void list_refusesAnUnknownOrDeletedCategory() {
        as(agent())
                .get(SUPPORT + "?category=987654")
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"category\":[\"Недопустимый первичный ключ \\\"987654\\\" - объект не существует.\"]}"));
    }

    private void force(long id, TicketStatus status) {
        String update = """
                update ticket set status = $2,
                    closed_at = case when $2 = 'CLOSED' then now() end, closed_by = case when $2 = 'CLOSED' then assignee_id end
                where id = $1""";
        assertThat(
                pool.preparedQuery(update)
                        .execute(Tuple.of(id, status.name()))
                        .await()
                        .indefinitely()
                        .rowCount(),
                is(1));
    }

    /** Of all pages. */
    private static List<Map<String, Object>> rows(PersonState reader, String first) {
        List<Map<String, Object>> rows = new ArrayList<>();
        String next = first;
        while (next != null) {
            Response page = as(reader).get(next);
            page.then().statusCode(200);
            rows.addAll(page.jsonPath().getList("$"));
            String link = page.header("Link");
            next = link == null ? null : link.replaceAll("<(.*)>.*", "$1");
        }
        return rows;
    }
}
