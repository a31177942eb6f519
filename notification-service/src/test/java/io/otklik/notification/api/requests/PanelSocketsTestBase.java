package io.otklik.notification.api.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.SocketClient;
import io.otklik.notification.StandInNeighbours;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;

/** People at the sockets of the admin panel, and a chat of two of them. */
abstract class PanelSocketsTestBase {

    static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());
    static final String NOTIFICATIONS = "/ws/admin/notifications/";
    static final String PONG = "{\"type\":\"pong\"}";
    static final String UNAUTHENTICATED = "{\"detail\":\"Учетные данные не были предоставлены.\"}";
    static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";
    static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    Suite suite;
    PersonState customer;
    PersonState agent;
    PersonState director;
    TicketFacts ticket;
    long chat;

    @BeforeEach
    void people() {
        suite = Suite.get();
        customer = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
        director = suite.person(Role.ADMIN);
        ticket = TestTickets.ticket(customer, agent);
        chat = NEXT_ID.incrementAndGet();
        takesPart(agent);
        takesPart(director);
    }

    void takesPart(PersonState person) {
        StandInNeighbours.answers("/internal/chats/" + chat + "/members/" + person.id(), 200, "{}");
    }

    String chat() {
        return "/ws/chats/" + chat + "/";
    }

    /** Returns when the server has the socket: its first frame is a pong. */
    SocketClient open(String path, PersonState person) {
        SocketClient client = SocketClient.connect(uri(path, person));
        client.say("{\"type\": \"ping\"}");
        client.awaitCount(1);
        return client;
    }

    String uri(String path, PersonState person) {
        return path + "?token=" + suite.people.token(person);
    }

    static void assertFrames(SocketClient client, List<String> expected) {
        client.awaitCount(expected.size() + 1);
        assertEquals(expected, client.frames().subList(1, client.frames().size()));
    }

    static void assertRefused(int status, String body, WebSocketConnectOptions options) {
        UpgradeRejectedException refusal = SocketClient.refusal(options);
        assertEquals(status, refusal.getStatus());
        assertEquals(body, refusal.getBody().toString());
    }
}
