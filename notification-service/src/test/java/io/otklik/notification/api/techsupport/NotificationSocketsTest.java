package io.otklik.notification.api.techsupport;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.notification.SocketClient;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What sockets say and how they end: contracts/README.md, section 5. */
@QuarkusTest
@WithTestResource(RealParts.class)
class NotificationSocketsTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

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
    void userFrame_isTheNotificationRow() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        Event event = TestTickets.statusChanged(ticket, agent);
        try (SocketClient russian = socket("/ws/notifications/", owner, "");
                SocketClient english = SocketClient.connect(SocketClient.to(uri("/ws/users/notifications", owner, ""))
                        .addHeader("Accept-Language", "en"))) {
            suite.tickets.publish(event);

            long id = russian.awaitFrames(1).get(0).getLong("id");

            assertEquals(
                    List.of("{\"id\":" + id + ",\"message\":\"Статус вашего тикета изменён.\",\"is_read\":false,"
                            + "\"created_at\":\"" + event.at() + "\",\"type\":\"status_changed\",\"title\":\"Тикет #"
                            + ticket.id() + ": " + ticket.subject() + "\",\"ticket_id\":" + ticket.id() + "}"),
                    russian.frames());
            assertEquals(
                    "The status of your ticket has changed.",
                    english.awaitFrames(1).get(0).getString("message"));
        }
    }

    @Test
    void supportFrame_isTheSameLiveAndInReplayOnBothSockets() {
        TicketFacts ticket = TestTickets.ticket(owner, null);
        TicketCreated event = TestTickets.created(ticket);
        try (SocketClient both = socket("/ws/notifications/", agent, "");
                SocketClient support = socket("/ws/support/notifications/", agent, "");
                SocketClient user = socket("/ws/notifications/", owner, "")) {
            suite.tickets.publish(event);

            long id = support.awaitFrames(1).get(0).getLong("id");
            String frame = "{\"type\":\"new_ticket\",\"id\":" + id + ",\"ticket_id\":" + ticket.id() + ",\"subject\":\""
                    + ticket.subject() + "\",\"category\":\"Аккаунт\",\"user\":{\"id\":" + owner.id() + ",\"email\":\""
                    + owner.email() + "\"},\"created_at\":\"" + event.at() + "\",\"link\":\"/support/tickets/"
                    + ticket.id() + "/\"}";
            both.awaitCount(1);
            assertEquals(List.of(frame), support.frames());
            assertEquals(List.of(frame), both.frames());
            for (String path : List.of("/ws/notifications/", "/ws/support/notifications/")) {
                try (SocketClient replayed = socket(path, agent, "&after=" + (id - 1))) {
                    replayed.awaitCount(1);
                    assertEquals(List.of(frame), replayed.frames());
                }
            }
            suite.tickets.publish(TestTickets.statusChanged(ticket, agent));
            user.awaitCount(1);
            assertEquals("status_changed", user.awaitFrames(1).get(0).getString("type"));
        }
    }

    @Test
    void supportSocket_carriesNothingPersonal() {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        try (SocketClient support = socket("/ws/support/notifications/", agent, "&after=0");
                SocketClient both = socket("/ws/notifications/", agent, "")) {
            suite.tickets.publish(TestTickets.comment(ticket, owner), TestTickets.created(ticket));
            both.awaitCount(2);
            await().atMost(Suite.LIMIT)
                    .until(() -> support.frames().stream().anyMatch(frame -> frame.contains("" + ticket.id())));
            assertTrue(support.frames().stream().map(JsonObject::new).allMatch(f -> f.getString("type")
                    .equals("new_ticket")));
        }
    }

    @Test
    void requesterWhoIsAnAgent_isNotToldOfHisOwnTicket() {
        PersonState other = suite.person(Role.SUPPORT);
        try (SocketClient own = socket("/ws/notifications/", agent, "");
                SocketClient others = socket("/ws/notifications/", other, "")) {
            TicketFacts ticket = TestTickets.ticket(agent, null);
            suite.tickets.publish(TestTickets.created(ticket), TestTickets.comment(ticket, other));
            others.awaitCount(1);
            assertEquals("new_comment", own.awaitFrames(1).get(0).getString("type"));
        }
    }

    @Test
    void agentWhoFilesForSomebody_isNotToldOfIt() {
        PersonState other = suite.person(Role.SUPPORT);
        TicketFacts ticket = TestTickets.ticket(owner, null);
        try (SocketClient own = socket("/ws/notifications/", agent, "");
                SocketClient support = socket("/ws/support/notifications/", agent, "");
                SocketClient others = socket("/ws/support/notifications/", other, "")) {
            suite.tickets.publish(TestTickets.created(ticket, agent.actor()), TestTickets.created(ticket));
            List<JsonObject> all = others.awaitFrames(2);
            long before = all.get(0).getLong("id") - 1;
            try (SocketClient replayed = socket("/ws/notifications/", agent, "&after=" + before)) {
                for (SocketClient each : List.of(own, support, replayed)) {
                    assertEquals(all.get(1), each.awaitFrames(1).get(0));
                }
            }
        }
    }

    @Test
    void unreadableFrame_isAnsweredAndTheSocketStays() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            client.say("{");
            client.say("[]");
            client.say("{\"type\": 1}");
            client.say("{\"type\": \"dance\"}");
            client.say("");
            client.say("{\"type\": \"ping\"} and more");
            client.say("[".repeat(5000));
            client.sendBinary();
            client.say("{\"type\": \"ping\"}");
            client.awaitCount(9);
            String unreadable = "{\"type\":\"error\",\"detail\":\"Сообщение должно быть объектом JSON с полем type.\"}";
            String unknown = "{\"type\":\"error\",\"detail\":\"Неизвестный тип сообщения.\"}";
            assertEquals(
                    List.of(
                            unreadable,
                            unreadable,
                            unreadable,
                            unknown,
                            unreadable,
                            unreadable,
                            unreadable,
                            unreadable,
                            "{\"type\":\"pong\"}"),
                    client.frames());
            assertTrue(client.isOpen());
        }
    }

    @Test
    void errorFrame_speaksEnglishWhenAsked() {
        try (SocketClient client = SocketClient.connect(
                SocketClient.to(uri("/ws/notifications/", owner, "")).addHeader("Accept-Language", "en"))) {
            client.say("{");
            client.awaitCount(1);
            assertEquals(
                    List.of("{\"type\":\"error\",\"detail\":\"A message must be a JSON object with a type.\"}"),
                    client.frames());
        }
    }

    @Test
    void frameOfMoreThan16KiB_closesWith1009() {
        String ping = "{\"type\": \"ping\"}";
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            client.say(" ".repeat(16 * 1024 - ping.length()) + ping);
            client.awaitCount(1);
            assertEquals(List.of("{\"type\":\"pong\"}"), client.frames());
            client.say(" ".repeat(16 * 1024 + 1 - ping.length()) + ping);
            assertEquals(1009, client.awaitClose(Suite.LIMIT));
        }
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            client.say("ж".repeat(9_000)); // bytes count, not characters
            assertEquals(1009, client.awaitClose(Suite.LIMIT));
        }
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            client.say("x".repeat(200_000));
            assertEquals(1009, client.awaitClose(Suite.LIMIT));
        }
    }

    @Test
    void moreThan20FramesASecond_closeWith1008() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            for (int i = 0; i < 20; i++) {
                client.say("{\"type\": \"ping\"}");
            }
            client.awaitCount(20);
            assertTrue(client.isOpen());
            for (int i = 0; i < 60; i++) {
                client.say("{\"type\": \"ping\"}");
            }
            assertEquals(1008, client.awaitClose(Suite.LIMIT));
        }
    }

    @Test
    void tokenExpiry_closesWith4401() {
        String token = suite.people.token(owner, "access", Duration.ofSeconds(3));
        try (SocketClient client = SocketClient.connect("/ws/notifications/?token=" + token)) {
            assertEquals(4401, client.awaitClose(Duration.ofSeconds(6)));
        }
    }

    @Test
    void block_closesWith4403() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            suite.people.publish(suite.people.changed(owner, Role.USER, true, 2));
            assertEquals(4403, client.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void roleLoss_closesWith4403() {
        try (SocketClient support = socket("/ws/support/notifications/", agent, "");
                SocketClient both = socket("/ws/notifications/", agent, "")) {
            suite.people.publish(suite.people.changed(agent, Role.USER, false, 1));
            assertEquals(4403, support.awaitClose(TWO_SECONDS));
            assertEquals(4403, both.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void revocation_closesWith4401() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            suite.people.publish(suite.people.changed(owner, Role.USER, false, 2));
            assertEquals(4401, client.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void roleGained_bringsTheSupportChannelToAnOpenSocket() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            suite.publish(suite.people.changed(owner, Role.SUPPORT, false, 1));
            TicketFacts ticket = TestTickets.ticket(agent, null);
            suite.tickets.publish(TestTickets.created(ticket));
            assertEquals("new_ticket", client.awaitFrames(1).get(0).getString("type"));
        }
    }

    @Test
    void roleGained_bringsWhatTheSupportChannelToldBeforeTheRoleWasHeardOf() {
        try (SocketClient client = socket("/ws/notifications/", owner, "");
                SocketClient replayed = socket("/ws/notifications/", owner, "&after=0")) {
            PersonState promoted = suite.people.changed(owner, Role.SUPPORT, false, 1);
            TicketFacts missed = TestTickets.ticket(agent, null);
            suite.tickets.publish(TestTickets.created(missed));
            await().atMost(Suite.LIMIT)
                    .until(() -> !Suite.query("select 1 from notification where ticket_id = " + missed.id())
                            .isEmpty());
            // A later one of his own arrives before.
            suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
            client.awaitCount(1);
            replayed.awaitCount(1);

            suite.publish(promoted);

            TicketFacts later = TestTickets.ticket(agent, null);
            client.awaitCount(2);
            replayed.awaitCount(2);
            suite.tickets.publish(TestTickets.created(later));
            for (SocketClient each : List.of(client, replayed)) {
                List<JsonObject> frames = each.awaitFrames(3);
                assertEquals(
                        List.of("status_changed", "new_ticket", "new_ticket"),
                        frames.stream().map(frame -> frame.getString("type")).toList());
                assertEquals(missed.id(), frames.get(1).getLong("ticket_id"));
                assertEquals(later.id(), frames.get(2).getLong("ticket_id"));
            }
        }
    }

    @Test
    void roleGainedAndLostAgain_closesWith4403() {
        try (SocketClient client = socket("/ws/notifications/", owner, "")) {
            PersonState promoted = suite.people.changed(owner, Role.SUPPORT, false, 1);
            suite.publish(promoted);
            suite.people.publish(suite.people.changed(promoted, Role.USER, false, 1));
            assertEquals(4403, client.awaitClose(TWO_SECONDS));
        }
    }

    private SocketClient socket(String path, PersonState person, String more) {
        return SocketClient.connect(uri(path, person, more));
    }

    private String uri(String path, PersonState person, String more) {
        return path + "?token=" + suite.people.token(person) + more;
    }
}
