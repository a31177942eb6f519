package io.otklik.notification.api.techsupport;

import static io.otklik.notification.api.techsupport.FeedReader.as;
import static io.otklik.notification.api.techsupport.FeedReader.rows;
import static io.otklik.notification.api.techsupport.FeedReader.tickets;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** techsupport-v1.md, «Уведомления», and contracts/README.md, section 5. */
@QuarkusTest
@WithTestResource(RealParts.class)
class NotificationsTest {

    private Suite suite;
    private PersonState owner;
    private PersonState agent;

    @BeforeEach
    void people() {
        suite = Suite.get();
        owner = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
    }

    @Test
    void list_showsTheDocumentedRow() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.comment(ticket, agent);
        suite.tickets.publish(event);

        Response response = rows(owner, 1);

        long id = response.jsonPath().getLong("[0].id");
        assertEquals(
                "[{\"id\":" + id + ",\"message\":\"Комментарий был добавлен к вашему тикету.\",\"is_read\":false,"
                        + "\"created_at\":\"" + event.at() + "\",\"type\":\"new_comment\",\"title\":\"Тикет #"
                        + ticket.id() + ": " + ticket.subject() + "\",\"ticket_id\":" + ticket.id() + "}]",
                response.asString());
        assertEquals("1", response.header("X-Total-Count"));
        as(owner)
                .header("Accept-Language", "en")
                .get("/api/v1/notifications")
                .then()
                .body("[0].message", is("A comment has been added to your ticket."));
    }

    @Test
    void list_isNewestFirstInPieces() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        for (int i = 0; i < 5; i++) {
            suite.tickets.publish(TestTickets.statusChanged(ticket, agent));
        }
        List<Long> all = rows(owner, 5).jsonPath().getList("id", Long.class);
        assertEquals(all, all.stream().sorted((a, b) -> Long.compare(b, a)).toList());

        Response first = as(owner).get("/api/v1/notifications/?limit=2");
        assertEquals(all.subList(0, 2), first.jsonPath().getList("id", Long.class));
        assertEquals("5", first.header("X-Total-Count"));
        String next = first.header("Link").replaceAll("^<|>; rel=\"next\"$", "");
        Response second = as(owner).get(URI.create(next));
        assertEquals(all.subList(2, 4), second.jsonPath().getList("id", Long.class));
        Response beyond = as(owner).get("/api/v1/notifications/?cursor=" + all.get(4));
        assertEquals("[]", beyond.asString());
        assertEquals("5", beyond.header("X-Total-Count"));
    }

    @Test
    void list_keepsItsFilterInTheLink() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        for (int i = 0; i < 3; i++) {
            suite.tickets.publish(TestTickets.statusChanged(ticket, agent));
        }
        List<Long> all = rows(owner, 3).jsonPath().getList("id", Long.class);
        as(owner)
                .patch("/api/v1/notifications/" + all.get(1) + "/mark-as-read/")
                .then()
                .statusCode(200);

        Response first = as(owner).get("/api/v1/notifications/?is_read=false&limit=1");

        assertEquals("2", first.header("X-Total-Count"));
        Response second = as(owner).get(URI.create(first.header("Link").replaceAll("^<|>; rel=\"next\"$", "")));
        assertEquals(List.of(all.get(2)), second.jsonPath().getList("id", Long.class));
        assertEquals(null, second.header("Link"));
    }

    /** contracts/README.md, section 5: who gets what, and in which words. */
    @Test
    void events_tellThoseWhomTheTableNames() {
        PersonState chief = suite.person(Role.ADMIN);
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(
                TestTickets.created(ticket),
                TestTickets.assigned(ticket, chief),
                TestTickets.comment(ticket, owner),
                TestTickets.comment(ticket, agent),
                TestTickets.comment(ticket, chief.actor(), true, false, "internal"),
                TestTickets.comment(ticket, chief.actor(), false, true, "system"),
                TestTickets.statusChanged(ticket, owner),
                TestTickets.statusChanged(ticket, agent));
        String ofTicket = "findAll { it.ticket_id == " + ticket.id() + "L }.collect { it.type + ': ' + it.message }";
        assertEquals(
                List.of(
                        "status_changed: Статус вашего тикета изменён.",
                        "new_comment: Комментарий был добавлен к вашему тикету.",
                        "assigned: На ваш тикет назначен сотрудник поддержки."),
                rows(owner, 3).jsonPath().getList(ofTicket));
        assertEquals(
                List.of(
                        "new_comment: Комментарий был добавлен к вашему тикету.",
                        "new_comment: Комментарий был добавлен к вашему тикету.",
                        "assigned: Вам назначен тикет.",
                        "new_ticket: Новый тикет был создан."),
                rows(agent, 4).jsonPath().getList(ofTicket));
        assertEquals(
                List.of("new_ticket: Новый тикет был создан."),
                rows(chief, 1).jsonPath().getList(ofTicket));
        assertEquals(
                List.of(
                        "new_comment: A comment has been added to your ticket.",
                        "new_comment: A comment has been added to your ticket.",
                        "assigned: A ticket has been assigned to you.",
                        "new_ticket: A new ticket has been created."),
                as(agent)
                        .header("Accept-Language", "en-US,en;q=0.9")
                        .get("/api/v1/notifications/")
                        .jsonPath()
                        .getList(ofTicket));
    }

    @Test
    void list_refusesBadFilters() {
        for (String name : List.of("is_read", "limit", "cursor")) {
            as(owner)
                    .get("/api/v1/notifications/?" + name + "=x")
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of(name)));
        }
        for (String bad : List.of("limit=501", "limit=0", "limit=-1", "limit=1.5", "limit=%00")) {
            as(owner)
                    .get("/api/v1/notifications/?" + bad)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("limit")));
        }
        for (String bad : List.of("cursor=99999999999999999999", "cursor=%00", "is_read=%00", "is_read=yes")) {
            as(owner)
                    .get("/api/v1/notifications/?" + bad)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of(bad.substring(0, bad.indexOf('=')))));
        }
    }

    @Test
    void list_needsAToken() {
        given().get("/api/v1/notifications/")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(is("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        given().header("Authorization", "Bearer nonsense")
                .get("/api/v1/notifications/")
                .then()
                .statusCode(401)
                .body(is("{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}"));
        String expired = suite.people.token(owner, "access", Duration.ofSeconds(-1));
        given().header("Authorization", "Bearer " + expired)
                .get("/api/v1/notifications/")
                .then()
                .statusCode(401);
    }

    @Test
    void supportChannel_isForAgentsSinceTheyAreAgentsAndNotForTheRequester() {
        PersonState agentWhoAsks = suite.person(Role.SUPPORT);
        TicketFacts ticket = TestTickets.ticket(agentWhoAsks, null);
        suite.tickets.publish(TestTickets.created(ticket));
        await().atMost(Suite.LIMIT).until(() -> tickets(agent).contains(ticket.id()));

        assertEquals(false, tickets(agentWhoAsks).contains(ticket.id()));
        assertEquals(false, tickets(owner).contains(ticket.id()));
        PersonState newAgent = suite.people.changed(owner, Role.MODERATOR, false, 1);
        suite.publish(newAgent);
        assertEquals(false, tickets(newAgent).contains(ticket.id()));
        TicketFacts later = TestTickets.ticket(agentWhoAsks, null);
        suite.tickets.publish(TestTickets.created(later));
        await().atMost(Suite.LIMIT).until(() -> tickets(newAgent).contains(later.id()));
    }

    @Test
    void supportChannel_isNotForTheAgentWhoFiledForSomebody() {
        PersonState other = suite.person(Role.SUPPORT);
        TicketFacts filed = TestTickets.ticket(owner, null);
        TicketFacts ofTheFirstDays = TestTickets.ticket(owner, null);
        suite.tickets.publish(
                TestTickets.created(filed, agent.actor()), TestTickets.created(ofTheFirstDays, (Actor) null));
        await().atMost(Suite.LIMIT).until(() -> tickets(other).containsAll(List.of(filed.id(), ofTheFirstDays.id())));

        assertEquals(true, tickets(agent).contains(ofTheFirstDays.id()));
        assertEquals(false, tickets(agent).contains(filed.id()));
        assertEquals(unread(other) - 1, unread(agent));
        long id = as(other)
                .get("/api/v1/notifications/")
                .jsonPath()
                .getLong("find { it.ticket_id == " + filed.id() + "L }.id");
        as(agent)
                .body("{\"is_read\": true}")
                .patch("/api/v1/notifications/" + id + "/mark-as-read/")
                .then()
                .statusCode(404);
    }

    @Test
    void supportChannel_isReadByEachAgentForHimself() {
        PersonState other = suite.person(Role.ADMIN);
        TicketFacts ticket = TestTickets.ticket(owner, null);
        suite.tickets.publish(TestTickets.created(ticket));
        await().atMost(Suite.LIMIT).until(() -> tickets(agent).contains(ticket.id()));
        String find = "find { it.ticket_id == " + ticket.id() + "L }";
        long id = as(agent).get("/api/v1/notifications/").jsonPath().getLong(find + ".id");

        as(agent)
                .body("{\"is_read\": true}")
                .patch("/api/v1/notifications/" + id + "/mark-as-read")
                .then()
                .statusCode(200)
                .body("message", is("Новый тикет был создан."));

        as(agent).get("/api/v1/notifications/").then().body(find + ".is_read", is(true));
        as(other).get("/api/v1/notifications/").then().body(find + ".is_read", is(false));
    }

    @Test
    void events_thatComeAgainAddNothing() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event first = TestTickets.comment(ticket, agent);
        Event second = TestTickets.assigned(ticket, suite.person(Role.ADMIN));
        Event last = TestTickets.statusChanged(ticket, agent);
        suite.tickets.publish(first, second, first, second, first, second, last);

        Response rows = rows(owner, 3);

        assertEquals(3, rows.jsonPath().getList("id").size());
        assertEquals(1, tickets(agent).stream().filter(id -> id == ticket.id()).count());
    }

    @Test
    void otherMethods_are405() {
        as(owner).delete("/api/v1/notifications/").then().statusCode(405).header("Allow", "GET");
        assertEquals(
                new TreeSet<>(Set.of("detail")),
                new TreeSet<>(
                        as(owner).get("/api/v1/nothing").jsonPath().getMap("").keySet()));
    }

    private static int unread(PersonState person) {
        return Integer.parseInt(
                as(person).get("/api/v1/notifications/?is_read=false").header("X-Total-Count"));
    }
}
