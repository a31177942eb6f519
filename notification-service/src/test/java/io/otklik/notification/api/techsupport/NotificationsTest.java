package io.otklik.notification.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
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
    void list_refusesBadFilters() {
        for (String name : List.of("is_read", "limit", "cursor")) {
            as(owner)
                    .get("/api/v1/notifications/?" + name + "=x")
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of(name)));
        }
        as(owner).get("/api/v1/notifications/?limit=501").then().statusCode(400);
        as(owner).get("/api/v1/notifications/?limit=0").then().statusCode(400);
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
    void mark_setsAndClearsTheMark() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";

        as(owner).body("{\"is_read\": true}").patch(path).then().statusCode(200).body("is_read", is(true));
        as(owner).get("/api/v1/notifications/?is_read=true").then().body("size()", is(1));
        as(owner)
                .get("/api/v1/notifications/?is_read=false")
                .then()
                .body(is("[]"))
                .header("X-Total-Count", "0");
        as(owner).body("{\"is_read\": true}").patch(path).then().statusCode(200).body("is_read", is(true));
        as(owner)
                .body("{\"is_read\": false}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("is_read", is(false));
        as(owner).get("/api/v1/notifications/?is_read=false").then().body("size()", is(1));
        as(owner).patch(path).then().statusCode(200).body("is_read", is(true));
    }

    @Test
    void mark_refusesBadBodies() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";

        as(owner).body("{}").patch(path).then().statusCode(400).body(is("{\"is_read\":[\"Это поле обязательно.\"]}"));
        for (String bad : List.of("null", "\"true\"", "1", "[]")) {
            as(owner)
                    .body("{\"is_read\": " + bad + "}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("is_read")));
        }
        for (String malformed : List.of("{", "[]", "true")) {
            as(owner).body(malformed).patch(path).then().statusCode(400).body("keySet()", is(Set.of("detail")));
        }
        as(owner).get("/api/v1/notifications/").then().body("[0].is_read", is(false));
    }

    @Test
    void mark_ofAForeignOrUnknownOneIs404BeforeTheBodyIsRead() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        for (String unseen : List.of(Long.toString(id), "999999999999", "0", "-1", "abc", "99999999999999999999")) {
            as(agent)
                    .body("{")
                    .patch("/api/v1/notifications/" + unseen + "/mark-as-read/")
                    .then()
                    .statusCode(404)
                    .body(is("{\"detail\":\"Не найдено.\"}"));
        }
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

    private List<Long> tickets(PersonState person) {
        return as(person).get("/api/v1/notifications/").jsonPath().getList("ticket_id", Long.class);
    }

    private Response rows(PersonState person, int count) {
        await().atMost(Suite.LIMIT).until(() -> {
            Response response = as(person).get("/api/v1/notifications/");
            return response.jsonPath().getList("id").size() >= count;
        });
        return as(person).get("/api/v1/notifications/");
    }

    private RequestSpecification as(PersonState person) {
        return given().header("Authorization", suite.bearer(person))
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false);
    }

    @Test
    void otherMethods_are405() {
        as(owner).delete("/api/v1/notifications/").then().statusCode(405);
        assertEquals(
                new TreeSet<>(Set.of("detail")),
                new TreeSet<>(
                        as(owner).get("/api/v1/nothing").jsonPath().getMap("").keySet()));
    }
}
