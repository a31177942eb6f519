package io.otklik.notification.api.internal;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether the ledger holds what the events lead to. Other tests leave differences of other tickets. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ReconciliationTest {

    private Suite suite;
    private PersonState agent;
    private TicketFacts ticket;

    @BeforeEach
    void ticket() {
        suite = Suite.get();
        agent = suite.person(Role.SUPPORT);
        ticket = TestTickets.ticket(suite.person(Role.USER), agent);
    }

    @Test
    void ledger_agreesWithTheEvents() {
        Event comment = TestTickets.comment(ticket, agent);
        suite.tickets.publish(TestTickets.created(ticket), comment, comment);
        awaitRows(2);
        JsonPath found = found();
        assertEquals(List.of(), differences(found));
        assertTrue(found.getLong("events") >= 3, found.prettify());
        assertTrue(found.getLong("due") >= 3, found.prettify());
    }

    @Test
    void delivery_thatIsMissingIsNamed() {
        Event created = TestTickets.created(ticket);
        Event comment = TestTickets.comment(ticket, agent);
        suite.tickets.publish(created, comment);
        awaitRows(2);
        Suite.update("delete from notification where ticket_id = " + ticket.id());
        Suite.update("delete from mail where ticket_id = " + ticket.id());

        // Until the offsets are committed, they might be still to come.
        await().atMost(Suite.LIMIT).until(() -> differences(found()).size() == 3);
        assertEquals(
                List.of(
                        "missing feed new_ticket null " + created.eventId(),
                        "missing email reply " + ticket.requester().id() + " " + comment.eventId(),
                        "missing feed new_comment " + ticket.requester().id() + " " + comment.eventId()),
                differences(found()));
        List<String> places =
                found().getList("differences.findAll { it.ticket == " + ticket.id() + "L }.place", String.class);
        assertTrue(places.stream().allMatch(place -> place.matches("otklik\\.tickets-\\d-\\d+")), places.toString());
    }

    @Test
    void delivery_thatNoEventLeadsToIsNamed() {
        UUID none = UUID.randomUUID();
        Suite.update("insert into mail (event_id, person_id, recipient, kind, ticket_id, params, message_id, state)"
                + " values ('" + none + "', 7, 'x@example.com', 'REPLY', " + ticket.id() + ", '{}', '<x>', 'sent')");
        assertEquals(List.of("unexplained email reply 7 " + none), differences(found()));
    }

    @Test
    void event_thatWasPutAsideIsMissingWithTheReason() {
        ticket = TestTickets.ticket(ticket.id(), "s".repeat(256), agent, null, "desk");
        Event created = TestTickets.created(ticket);
        suite.tickets.publish(created);

        await().atMost(Suite.LIMIT).until(() -> !differences(found()).isEmpty());

        assertEquals(List.of("missing feed new_ticket null " + created.eventId()), differences(found()));
        assertEquals(
                List.of("SQLSTATE 22001"),
                found().getList("differences.findAll { it.ticket == " + ticket.id() + "L }.reason"));
    }

    @Test
    void event_thatWasPutAsideIsToldOfByAReplay() {
        Suite.update("alter table notification add constraint bug check (subject <> 'Яд') not valid");
        ticket = TestTickets.ticket(ticket.id(), "Яд", agent, null, "desk");
        suite.tickets.publish(TestTickets.created(ticket));
        await().atMost(Suite.LIMIT).until(() -> !differences(found()).isEmpty());
        Suite.update("alter table notification drop constraint bug");

        given().header("X-Otklik-Internal", "local-internal-token")
                .post("/internal/replay?topic=otklik.tickets")
                .then()
                .statusCode(200)
                .body("applied", is(1))
                .body("next", nullValue());
        assertEquals(List.of(), differences(found()));
        given().header("X-Otklik-Internal", "local-internal-token")
                .post("/internal/replay?after=otklik.tickets-7-999999999")
                .then()
                .statusCode(200)
                .body("kept.size()", is(0));
        given().header("X-Otklik-Internal", "local-internal-token")
                .post("/internal/replay?after=nowhere")
                .then()
                .statusCode(404);
        given().post("/internal/replay").then().statusCode(401);
    }

    @Test
    void secondOne_isRefusedWhileOneRuns() throws SQLException {
        try (Connection replica = Suite.connect();
                Statement turn = replica.createStatement()) {
            replica.setAutoCommit(false);
            assertTrue(turn.execute("select pg_advisory_xact_lock(hashtext('reconciliation'))"));
            given().header("X-Otklik-Internal", "local-internal-token")
                    .post("/internal/reconciliation")
                    .then()
                    .statusCode(409)
                    .body(equalTo("{\"detail\":\"Сверка уже идёт.\"}"));
            replica.rollback();
        }
        assertEquals(List.of(), differences(found()));
    }

    @Test
    void credential_isNeeded() {
        given().header("Authorization", suite.bearer(suite.person(Role.ADMIN)))
                .post("/internal/reconciliation")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
    }

    private void awaitRows(int count) {
        await().atMost(Suite.LIMIT)
                .until(() -> Suite.query("select 1 from notification where ticket_id = " + ticket.id())
                                .size()
                        == count);
    }

    private List<String> differences(JsonPath found) {
        return found.getList("differences.findAll { it.ticket == " + ticket.id()
                + "L }.collect { [it.what, it.channel, it.kind, it.person, it.event].join(' ') }");
    }

    private static JsonPath found() {
        return given().header("X-Otklik-Internal", "local-internal-token")
                .post("/internal/reconciliation")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
