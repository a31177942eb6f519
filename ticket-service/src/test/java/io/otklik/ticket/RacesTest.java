package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.setStatus;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two writers of one ticket. The other one is a connection of the test's own, which holds the ticket's row lock. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class RacesTest {

    @AfterEach
    void answerAtOnceAgain() {
        StandInIdentity.beforeAnswering(() -> {});
    }

    @Test
    void changeStatus_afterWaitingForAnotherIsLaterThanTheOther() throws Exception {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        assign(agent, id, agent.id()).then().statusCode(200);
        Race race = race(id, () -> setStatus(agent, id, "in_progress"));
        assertLater(race.answer().jsonPath().getString("updated_at"), race.released());
    }

    @Test
    void assign_afterWaitingForAnotherIsLaterThanTheOther() throws Exception {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        Race race = race(id, () -> assign(agent, id, agent.id()));
        assertEquals(200, race.answer().statusCode());
        try (TicketLog log = new TicketLog()) {
            var records = log.records(id, "TicketCreated", "TicketAssigned");
            Instant at = ((TicketAssigned) TicketLog.event(records.get(1))).at();
            assertFalse(at.isBefore(race.released()), at + " is before " + race.released());
        }
    }

    @Test
    void comment_afterWaitingForAnotherIsLaterThanTheOther() throws Exception {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        String comments = TICKETS + id + "/comments/";
        Race race = race(id, () -> as(owner).body(Map.of("text", "Т")).post(comments));
        assertEquals(201, race.answer().statusCode());
        assertLater(as(owner).get(comments).jsonPath().getString("[0].created_at"), race.released());
    }

    /** ADR 0013: who files does not wait, and has filed before it went. */
    @Test
    void category_isNotGivenToATicketWhileItGoes() throws Exception {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        try {
            Race race = race(
                    "update category set is_active = false where code = 'account'",
                    () -> assertTrue(ticket(user(), "Тема", 3) > 0),
                    () -> as(agent)
                            .body("{\"category\":\"account\"}")
                            .patch("/api/admin/customer-requests/" + id + "/"));
            assertEquals(400, race.answer().statusCode());
        } finally {
            try (Connection connection = Cast.database();
                    Statement statement = connection.createStatement()) {
                statement.execute("update category set is_active = true where code = 'account'");
            }
        }
    }

    @Test
    void stranger_isAskedForWhileNobodyWaitsForTheTicket() throws Exception {
        PersonState agent = agent();
        PersonState stranger = StandInIdentity.knows(Cast.all().someone(Role.USER));
        long id = ticketOf(stranger);
        List<String> locked = new CopyOnWriteArrayList<>();
        StandInIdentity.beforeAnswering(() -> {
            try (Connection other = Cast.database();
                    Statement lock = other.createStatement()) {
                lock.execute("select from ticket where id = " + id + " for update nowait");
                locked.add("free");
            } catch (SQLException taken) {
                locked.add(taken.getSQLState());
            }
        });
        as(agent)
                .body(Map.of("text", "Т"))
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(201);
        assertEquals(List.of("free"), locked);
    }

    @Test
    void assign_toldOfAStrangerIsDoneOnce() throws Exception {
        PersonState agent = agent();
        PersonState stranger = StandInIdentity.knows(Cast.all().someone(Role.USER));
        long id = ticketOf(stranger);
        assign(agent, id, agent.id()).then().statusCode(200);
        as(agent).get(SUPPORT + id + "/").then().statusCode(200);
        try (TicketLog log = new TicketLog()) {
            var records = log.records(id, "TicketAssigned");
            assertEquals(1, records.size());
            assertEquals(
                    stranger.username(),
                    ((TicketAssigned) TicketLog.event(records.get(0)))
                            .ticket()
                            .requester()
                            .username());
        }
    }

    /** @param released when the other writer let the ticket go */
    private record Race(Response answer, Instant released) {}

    private static Race race(long id, Supplier<Response> request) throws Exception {
        return race("select from ticket where id = " + id + " for update", () -> {}, request);
    }

    /** @param meanwhile what is done while the other has done its work and nobody waits yet */
    private static Race race(String work, Runnable meanwhile, Supplier<Response> request) throws Exception {
        try (Connection other = Cast.database();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(work);
            meanwhile.run();
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(request);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(RacesTest::somebodyWaits);
            Instant released = Instant.now().truncatedTo(ChronoUnit.MICROS);
            other.commit();
            return new Race(answer.get(), released);
        }
    }

    private static boolean somebodyWaits() throws SQLException {
        try (Connection watcher = Cast.database();
                Statement statement = watcher.createStatement();
                ResultSet waiting = statement.executeQuery(
                        "select from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock' and query ~* 'ticket|category'")) {
            return waiting.next();
        }
    }

    private static void assertLater(String time, Instant than) {
        assertFalse(Instant.parse(time).isBefore(than), time + " is before " + than);
    }

    /** As another replica would have stored it, so that this one has not heard of its requester. */
    private static long ticketOf(PersonState requester) throws SQLException {
        try (Connection other = Cast.database();
                Statement insert = other.createStatement();
                ResultSet inserted = insert.executeQuery("insert into ticket"
                        + " (uuid, subject, description, category_id, requester_id, origin, created_at, updated_at)"
                        + " values (gen_random_uuid(), 'Тема', 'Описание', 1, " + requester.id()
                        + ", 'techsupport', now(), now()) returning id")) {
            inserted.next();
            return inserted.getLong(1);
        }
    }
}
