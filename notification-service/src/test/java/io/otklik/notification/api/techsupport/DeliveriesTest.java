package io.otklik.notification.api.techsupport;

import static io.otklik.notification.api.techsupport.FeedReader.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger of deliveries, as administrators read it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class DeliveriesTest {

    private static final String LEDGER = "/api/v1/admin/deliveries/";
    private static final String OF_CHANNEL = "collect { [it.channel, it.type, it.state, it.attempts].join(' ') }";

    private Suite suite;
    private PersonState owner;
    private PersonState agent;
    private PersonState admin;

    @BeforeEach
    void people() {
        suite = Suite.get();
        owner = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
        admin = suite.person(Role.ADMIN);
    }

    @Test
    void row_isAsPromised() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.comment(ticket, agent);
        suite.tickets.publish(event);

        Response rows = rows("ticket=" + ticket.id() + "&state=sent", 2);

        String row = "{\"id\":%s,\"event\":\"" + event.eventId() + "\",\"ticket\":" + ticket.id() + ",\"person\":"
                + owner.id() + ",\"channel\":\"%s\",\"type\":\"new_comment\",\"state\":\"sent\",\"attempts\":1,"
                + "\"created_at\":\"%s\",\"updated_at\":\"%s\",\"reason\":null}";
        String mail = row.formatted(
                2 * Long.parseLong(ofMail("id::text", event)) + 1,
                "email",
                Instant.parse(ofMail("to_json(created_at at time zone 'UTC')#>>'{}' || 'Z'", event)),
                Instant.parse(ofMail("to_json(updated_at at time zone 'UTC')#>>'{}' || 'Z'", event)));
        String told = row.formatted(rows.jsonPath().getLong("[1].id"), "feed", event.at(), event.at());
        assertEquals("[" + mail + "," + told + "]", rows.asString());
        assertEquals("2", rows.header("X-Total-Count"));
    }

    @Test
    void newTicket_isOneRowForEachAgentWhoSeesIt() {
        PersonState colleague = suite.person(Role.MODERATOR);
        PersonState actor = suite.person(Role.SUPPORT);
        PersonState agentWhoOwns = suite.person(Role.SUPPORT);
        TicketFacts ticket = TestTickets.ticket(agentWhoOwns, null);
        suite.tickets.publish(TestTickets.created(ticket, actor.actor()));
        Response rows = rows("channel=feed&ticket=" + ticket.id(), 3);
        PersonState later = suite.people.changed(owner, Role.SUPPORT, false, 1);
        suite.publish(later);

        List<Long> told = rows.jsonPath().getList("person", Long.class);
        assertTrue(told.containsAll(List.of(agent.id(), colleague.id(), admin.id())), told.toString());
        assertFalse(told.contains(actor.id()));
        assertFalse(told.contains(agentWhoOwns.id()));
        assertEquals(told.size(), new HashSet<>(told).size());
        assertEquals(
                List.of("feed new_ticket sent 1"),
                rows("person=" + agent.id() + "&ticket=" + ticket.id(), 1)
                        .jsonPath()
                        .getList(OF_CHANNEL));
        assertEquals(
                List.of(),
                read("person=" + later.id() + "&ticket=" + ticket.id())
                        .jsonPath()
                        .getList("$"));
    }

    @Test
    void reading_isSeen() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(TestTickets.created(ticket), TestTickets.statusChanged(ticket, agent));
        String ofTicket = "ticket=" + ticket.id();
        int all = rows(ofTicket + "&channel=feed", 3).jsonPath().getList("$").size();
        for (PersonState reader : List.of(agent, owner)) {
            long id = FeedReader.rows(reader, 1).jsonPath().getLong("find { it.ticket_id == " + ticket.id() + "L }.id");
            as(reader)
                    .patch("/api/v1/notifications/" + id + "/mark-as-read/")
                    .then()
                    .statusCode(200);
        }

        Response seen = read(ofTicket + "&state=seen");
        assertEquals(
                List.of("feed status_changed seen 1", "feed new_ticket seen 1"),
                seen.jsonPath().getList(OF_CHANNEL));
        assertEquals(List.of(owner.id(), agent.id()), seen.jsonPath().getList("person", Long.class));
        assertEquals("2", read(ofTicket + "&state=seen&limit=1").header("X-Total-Count"));
        assertEquals(
                Integer.toString(all - 2),
                read(ofTicket + "&state=sent&channel=feed&limit=1").header("X-Total-Count"));
        assertEquals(
                List.of("feed new_ticket seen 1"),
                read("state=seen&person=" + agent.id()).jsonPath().getList(OF_CHANNEL));
    }

    @ParameterizedTest
    @CsvSource({"channel=", "channel=feed", "channel=email", "state=sent", "state=seen", "state=sent&channel=feed"})
    void pieces_areTogetherTheWhole(String filter) {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(
                TestTickets.created(ticket),
                TestTickets.statusChanged(ticket, agent),
                TestTickets.statusChanged(ticket, agent),
                TestTickets.comment(ticket, agent));
        String wanted = filter + "&ticket=" + ticket.id();
        await().atMost(Suite.LIMIT)
                .until(() -> read("state=sent&channel=email&ticket=" + ticket.id())
                                .jsonPath()
                                .getList("$")
                                .size()
                        == 3);
        Suite.update("insert into read_mark (person_id, notification_id) select coalesce(person_id, " + agent.id()
                + "), id from notification where ticket_id = " + ticket.id());
        Response whole = read(wanted);
        List<Long> all = whole.jsonPath().getList("id", Long.class);
        assertTrue(all.size() > 2, all.toString());
        assertEquals(all.size(), new HashSet<>(all).size());
        List<Instant> times = whole.jsonPath().getList("created_at", String.class).stream()
                .map(Instant::parse)
                .toList();
        assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);

        List<Long> pieces = new ArrayList<>();
        Response piece = read(wanted + "&limit=2");
        while (true) {
            assertEquals(Integer.toString(all.size()), piece.header("X-Total-Count"));
            pieces.addAll(piece.jsonPath().getList("id", Long.class));
            String link = piece.header("Link");
            if (link == null) {
                break;
            }
            piece = as(admin).get(URI.create(link.replaceAll("^<|>; rel=\"next\"$", "")));
        }
        assertEquals(all, pieces);
        assertEquals("[]", read(wanted + "&cursor=-5").asString());
    }

    /** Of all deliveries they are tallied, of a ticket they are counted. */
    @ParameterizedTest
    @CsvSource({
        "channel=",
        "channel=feed",
        "channel=email",
        "state=sent",
        "state=seen",
        "state=sent&channel=email",
        "state=sent&channel=feed",
        "person="
    })
    void total_growsAndShrinksByWhatATicketHas(String filter) {
        String wanted = filter.equals("person=") ? filter + agent.id() : filter;
        await().atMost(Suite.LIMIT).until(() -> total("state=queued") + total("state=sending") == 0);
        long before = total(wanted);

        TicketFacts ticket = TestTickets.ticket(owner, agent);
        suite.tickets.publish(
                TestTickets.created(ticket),
                TestTickets.statusChanged(ticket, agent),
                TestTickets.comment(ticket, agent));
        String ofTicket = "ticket=" + ticket.id();
        await().atMost(Suite.LIMIT).until(() -> total(ofTicket + "&channel=email&state=sent") == 2);
        Suite.update("insert into read_mark (person_id, notification_id) select coalesce(person_id, " + agent.id()
                + "), id from notification where ticket_id = " + ticket.id());

        assertTrue(total(ofTicket + "&" + wanted) > 0);
        assertEquals(before + total(ofTicket + "&" + wanted), total(wanted));
        Suite.update("delete from notification where ticket_id = " + ticket.id());
        Suite.update("delete from mail where ticket_id = " + ticket.id());
        assertEquals(before, total(wanted));
    }

    @Test
    void mail_thatCannotBeSentTellsWhy() {
        Actor unreachable = new Actor(owner.id(), owner.uuid(), owner.username(), "nobody", Role.USER);
        TicketFacts ticket = new TicketFacts(
                TestTickets.ticket(owner, null).id(),
                UUID.randomUUID(),
                "s",
                TicketStatus.OPEN,
                unreachable,
                null,
                "desk",
                null,
                null);
        suite.tickets.publish(TestTickets.comment(ticket, agent));

        Response failed = rows("state=failed&person=" + owner.id(), 1);

        assertEquals(List.of("email new_comment failed 1"), failed.jsonPath().getList(OF_CHANNEL));
        assertEquals("cannot be sent: not an e-mail address", failed.jsonPath().getString("[0].reason"));
    }

    @Test
    void mail_ofNoTicketIsShownWithoutOne() {
        Suite.update("insert into mail (event_id, person_id, recipient, kind, params, message_id, state)"
                + " values (gen_random_uuid(), " + owner.id()
                + ", 'x@example.com', 'PASSWORD_RESET', '{}', '<x>', 'sent')");

        Response rows = read("person=" + owner.id());

        assertEquals(List.of("email password_reset sent 0"), rows.jsonPath().getList(OF_CHANNEL));
        assertNull(rows.jsonPath().getString("[0].ticket"));
    }

    @ParameterizedTest
    @CsvSource({"channel=feed&state=queued", "channel=email&state=seen", "ticket=-1", "person=0&state=sending"})
    void nothing_fits(String filter) {
        Response none = read(filter);
        assertEquals("[]", none.asString());
        assertEquals("0", none.header("X-Total-Count"));
    }

    @Test
    void badFilters_are400OnTheirNames() {
        as(admin)
                .get(LEDGER + "?ticket=%00&person=99999999999999999999&channel=sms&state=SENT&limit=501&cursor=x")
                .then()
                .statusCode(400)
                .body(
                        is(
                                "{\"ticket\":[\"Введите правильное число.\"],\"person\":[\"Введите правильное число.\"],"
                                        + "\"channel\":[\"Недопустимое значение. Возможные значения: feed, email\"],"
                                        + "\"state\":[\"Недопустимое значение. Возможные значения: queued, sending, sent, seen, failed\"],"
                                        + "\"limit\":[\"Допустимы значения от 1 до 500.\"],\"cursor\":[\"Введите правильное число.\"]}"));
    }

    @Test
    void ledger_isForAdministrators() {
        given().get(LEDGER).then().statusCode(401);
        for (Role role : List.of(Role.USER, Role.SUPPORT, Role.MODERATOR)) {
            as(suite.person(role)).get(LEDGER + "?ticket=x").then().statusCode(403);
        }
    }

    private static String ofMail(String column, Event event) {
        return Suite.query("select " + column + " from mail where event_id = '" + event.eventId() + "'")
                .get(0);
    }

    /** On a page that cannot hold all, since what one holds needs no counting. */
    private long total(String filter) {
        return Long.parseLong(read(filter + "&limit=1").header("X-Total-Count"));
    }

    /** What the ledger tells, as soon as it has at least so many rows. */
    private Response rows(String filter, int count) {
        await().atMost(Suite.LIMIT)
                .until(() -> read(filter).jsonPath().getList("id").size() >= count);
        return read(filter);
    }

    private Response read(String filter) {
        Response response = as(admin).get(LEDGER + "?" + filter);
        assertEquals(200, response.statusCode(), response.asString());
        return response;
    }
}
