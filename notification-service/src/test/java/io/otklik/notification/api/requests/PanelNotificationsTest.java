package io.otklik.notification.api.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.CommentAdded;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.notification.SocketClient;
import io.otklik.notification.StandInNeighbours;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** customer-requests.md, «WebSocket для реального времени», and contracts/README.md, section 8: what happens to requests. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(StandInNeighbours.class)
class PanelNotificationsTest extends PanelSocketsTestBase {

    @Test
    void notifications_carryTheRequestOrMessageInTheOrderOfEvents() {
        String request = request(ticket.id());
        StandInNeighbours.answers("/internal/requests/" + ticket.id(), 200, request);
        CommentAdded system = comment(ticket, false, true);
        CommentAdded internal = comment(ticket, true, false);
        String first = message(system);
        String second = message(internal);
        StandInNeighbours.answers("/internal/requests/messages/" + system.commentId(), 200, first);
        StandInNeighbours.answers("/internal/requests/messages/" + internal.commentId(), 200, second);
        try (SocketClient agents = open(NOTIFICATIONS, agent);
                SocketClient directors = open("/ws/admin/notifications", director)) {
            suite.tickets.publish(
                    TestTickets.created(ticket),
                    TestTickets.assigned(ticket, agent),
                    TestTickets.statusChanged(ticket, agent),
                    system,
                    new TicketEdited(
                            UUID.randomUUID(),
                            ticket,
                            List.of(new TicketEdited.Change("priority", "NORMAL", "HIGH")),
                            agent.actor(),
                            TestTickets.now()),
                    internal,
                    new TicketDeleted(UUID.randomUUID(), ticket, agent.actor(), TestTickets.now()));
            String updated = "{\"type\":\"request_updated\",\"data\":" + request + "}";
            List<String> frames = List.of(
                    "{\"type\":\"new_request\",\"data\":" + request + "}",
                    updated,
                    updated,
                    "{\"type\":\"new_message\",\"data\":" + first + "}",
                    updated,
                    "{\"type\":\"new_message\",\"data\":" + second + "}");
            assertFrames(agents, frames);
            assertFrames(directors, frames);
        }
    }

    @Test
    void notifications_ofOneActAreOneFrame() {
        StandInNeighbours.answers("/internal/requests/" + ticket.id(), 200, request(ticket.id()));
        CommentAdded said = comment(ticket, false, true);
        StandInNeighbours.answers("/internal/requests/messages/" + said.commentId(), 200, message(said));
        TicketAssigned assigned = TestTickets.assigned(ticket, agent);
        TicketStatusChanged begun =
                new TicketStatusChanged(UUID.randomUUID(), ticket, TicketStatus.OPEN, agent.actor(), assigned.at());
        String updated = "{\"type\":\"request_updated\",\"data\":" + request(ticket.id()) + "}";
        String message = "{\"type\":\"new_message\",\"data\":" + message(said) + "}";
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(assigned);
            agents.awaitCount(2); // so the others come in a batch of their own
            suite.tickets.publish(begun, said, TestTickets.statusChanged(ticket, agent));
            assertFrames(agents, List.of(updated, message, updated));
        }
    }

    @Test
    void notifications_ofWhatIsGoneMeanwhileAreLeftOut() {
        TicketFacts later = TestTickets.ticket(customer, null);
        StandInNeighbours.answers("/internal/requests/" + later.id(), 200, request(later.id()));
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(TestTickets.created(ticket));
            suite.tickets.publish(TestTickets.created(later));
            assertFrames(agents, List.of("{\"type\":\"new_request\",\"data\":" + request(later.id()) + "}"));
        }
    }

    @Test
    void notifications_waitForTicketServiceAndCloseWith1011WhenItStaysAway() {
        String path = "/internal/requests/" + ticket.id();
        StandInNeighbours.answers(path, 503, "{}");
        StandInNeighbours.answers(path, 503, "{}");
        StandInNeighbours.answers(path, 200, request(1));
        TicketFacts hopeless = TestTickets.ticket(customer, null);
        StandInNeighbours.answers("/internal/requests/" + hopeless.id(), 503, "{}");
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.tickets.publish(TestTickets.created(ticket));
            assertFrames(agents, List.of("{\"type\":\"new_request\",\"data\":" + request(1) + "}"));
            suite.tickets.publish(TestTickets.created(hopeless));
            assertEquals(1011, agents.awaitClose(Suite.LIMIT));
        }
    }

    @Test
    void notifications_areForStaff() {
        assertRefused(401, UNAUTHENTICATED, SocketClient.to(NOTIFICATIONS));
        assertRefused(403, FORBIDDEN, SocketClient.to(uri(NOTIFICATIONS, customer)));
        open(NOTIFICATIONS, suite.person(Role.MODERATOR)).close();
        try (SocketClient agents = open(NOTIFICATIONS, agent)) {
            suite.people.publish(suite.people.changed(agent, Role.USER, false, 1));
            assertEquals(4403, agents.awaitClose(TWO_SECONDS));
        }
    }

    @Test
    void token_mayAlsoComeAsTheSchemeToken() {
        String token = suite.people.token(agent);
        for (String path : List.of(NOTIFICATIONS, chat())) {
            SocketClient.connect(SocketClient.to(path).addHeader("Authorization", "Token " + token))
                    .close();
        }
        assertRefused(
                401,
                UNAUTHENTICATED,
                SocketClient.to("/ws/notifications/").addHeader("Authorization", "Token " + token));
    }

    /** As ticket-service shows it. */
    private String request(long id) {
        return "{\"id\":" + id + ",\"title\":\"Не работает \\\"вход\\\"\",\"description\":\"описание\","
                + "\"status\":\"in_progress\",\"priority\":\"medium\",\"category\":\"account\",\"customer\":{\"id\":"
                + customer.id() + ",\"username\":\"" + customer.username()
                + "\",\"first_name\":\"Иван\",\"last_name\":\"\",\"email\":null,\"avatar\":null},\"assigned_admin\":null,"
                + "\"created_at\":\"2026-06-25T09:30:00Z\",\"updated_at\":\"2026-06-25T09:30:00Z\",\"last_message_at\":null,"
                + "\"messages_count\":0,\"estimated_resolution_time\":null,\"tags\":[]}";
    }

    /** As ticket-service shows it. */
    private static String message(CommentAdded comment) {
        return "{\"id\":" + comment.commentId() + ",\"request\":"
                + comment.ticket().id() + ",\"sender\":"
                + comment.author().id()
                + ",\"sender_type\":\"admin\",\"sender_name\":\"Пётр Агентов\",\"sender_avatar\":null,\"content\":\"текст\","
                + "\"message_type\":\"" + comment.messageType() + "\",\"is_read\":false,\"is_internal\":"
                + comment.internal() + ",\"created_at\":\"" + comment.at() + "\"}";
    }

    private CommentAdded comment(TicketFacts of, boolean internal, boolean system) {
        return new CommentAdded(
                UUID.randomUUID(),
                of,
                "описание",
                NEXT_ID.incrementAndGet(),
                UUID.randomUUID(),
                agent.actor(),
                internal,
                system,
                "текст",
                system ? "system" : "text",
                TestTickets.now());
    }
}
