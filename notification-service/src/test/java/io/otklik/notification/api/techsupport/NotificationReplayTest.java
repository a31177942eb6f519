package io.otklik.notification.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.notification.SocketClient;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.notification.TicketEvents;
import io.otklik.notification.feed.FeedTail;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No gap, no repeat: {@code ?after=} and readers that are too slow. */
@QuarkusTest
@WithTestResource(RealParts.class)
class NotificationReplayTest {

    @Inject
    TicketEvents ticketEvents;

    @Inject
    FeedTail tail;

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
    void after_inABurstGivesEveryFrameOnceInOrder() throws Exception {
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        int count = 1500;
        Thread burst = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                suite.tickets.send(TestTickets.assigned(i % 2 == 0 ? ticket : TestTickets.ticket(owner, agent), agent));
                if (i % 20 == 0) {
                    Thread.yield();
                }
            }
        });
        burst.start();
        List<SocketClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                clients.add(socket("/ws/notifications/", owner, "&after=0"));
            }
            burst.join();
            List<Long> ids = ids(clients.get(0).awaitFrames(count));
            assertEquals(ids.stream().sorted().distinct().toList(), ids);
            List<Long> stored =
                    Suite.query("select id from notification where person_id = " + owner.id() + " order by id").stream()
                            .map(Long::valueOf)
                            .toList();
            assertEquals(count, stored.size());
            for (SocketClient client : clients) {
                assertEquals(stored, ids(client.awaitFrames(count)));
            }
            // A reader that comes back gets the rest.
            long middle = stored.get(700);
            try (SocketClient back = socket("/ws/notifications/", owner, "&after=" + middle)) {
                assertEquals(stored.subList(701, count), ids(back.awaitFrames(count - 701)));
            }
        } finally {
            clients.forEach(SocketClient::close);
        }
    }

    @Test
    void after_thatWasNotGivenYetGoesLive() {
        try (SocketClient client = socket("/ws/notifications/", owner, "&after=" + Long.MAX_VALUE)) {
            client.say("{\"type\":\"ping\"}");
            client.awaitCount(1);
            suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
            assertEquals("status_changed", client.awaitFrames(2).get(1).getString("type"));
        }
    }

    @Test
    void withoutAfter_getsWhatIsToldBeforeTheSocketIsListed() {
        for (PersonState person : List.of(owner, agent)) {
            TicketFacts ticket = TestTickets.ticket(owner, null);
            HeldUpgrade.next(() -> {
                long before = tail.head();
                apply(TestTickets.created(ticket), TestTickets.statusChanged(ticket, agent));
                await().atMost(Suite.LIMIT).until(() -> tail.head() >= before + 2);
            });
            try (SocketClient client = socket("/ws/notifications/", person, "")) {
                assertEquals(ticket.id(), client.awaitFrames(1).get(0).getLong("ticket_id"));
            }
        }
    }

    @Test
    void withoutAfter_missesNothingOfWhatFollowsTheOpening() {
        for (int i = 0; i < 200; i++) {
            TicketFacts ticket = TestTickets.ticket(owner, agent);
            try (SocketClient client = socket("/ws/notifications/", owner, "")) {
                apply(TestTickets.statusChanged(ticket, agent));
                assertEquals(ticket.id(), client.awaitFrames(1).get(0).getLong("ticket_id"));
            }
        }
    }

    @Test
    void kindsOfANewerReplica_arePassedOver() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        try (SocketClient client = socket("/ws/notifications/", owner, "&after=0")) {
            long first = client.awaitFrames(1).get(0).getLong("id");
            for (String audience : List.of(Long.toString(owner.id()), "null")) {
                Suite.update("insert into notification"
                        + " (event_id, person_id, kind, ticket_id, subject, requester_id, created_at)"
                        + " values (gen_random_uuid(), " + audience + ", 'PAINTED', 1, 's', " + owner.id()
                        + ", now())");
            }
            suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));

            long second = client.awaitFrames(2).get(1).getLong("id");

            List<Long> known = List.of(first, second);
            assertEquals(known, ids(client.awaitFrames(2)));
            try (SocketClient back = socket("/ws/notifications/", owner, "&after=0")) {
                assertEquals(known, ids(back.awaitFrames(2)));
            }
            given().header("Authorization", suite.bearer(owner))
                    .get("/api/v1/notifications/")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(List.of((int) second, (int) first)));
        }
    }

    @Test
    void replay_tellsWhatIsRead() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        try (SocketClient client = socket("/ws/notifications/", owner, "&after=0")) {
            long id = client.awaitFrames(1).get(0).getLong("id");
            Suite.update("insert into read_mark (person_id, notification_id) values (" + owner.id() + ", " + id + ")");
        }
        try (SocketClient client = socket("/ws/notifications/", owner, "&after=0")) {
            assertEquals(true, client.awaitFrames(1).get(0).getBoolean("is_read"));
        }
    }

    @Test
    void readerThatIsTooSlow_isClosedWith4408AndCatchesUp() {
        int count = 24_000;
        String subject = "ж".repeat(255);
        try (SocketClient slow = socket("/ws/notifications/", owner, "")) {
            slow.stopReading();
            List<Event> batch = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                TicketFacts ticket = TestTickets.ticket(i, subject, owner, agent, "desk");
                batch.add(TestTickets.assigned(ticket, agent));
                if (batch.size() == 500) {
                    ticketEvents.apply(TestTickets.batch(2, batch)).await().atMost(Suite.LIMIT);
                    batch.clear();
                }
            }
            List<Long> stored = stored(owner);
            await().atMost(Suite.LIMIT).until(() -> tail.head() >= stored.get(count - 1));
            slow.resumeReading();
            assertEquals(4408, slow.awaitClose(Suite.LIMIT));
            List<Long> got = ids(slow.awaitFrames(1));
            assertEquals(stored.subList(0, got.size()), got);
            try (SocketClient back = socket("/ws/notifications/", owner, "&after=" + got.get(got.size() - 1))) {
                assertEquals(stored.subList(got.size(), count), ids(back.awaitFrames(count - got.size())));
            }
        }
    }

    /** Without the way by Kafka. */
    private void apply(Event... events) {
        ticketEvents.apply(TestTickets.batch(2, List.of(events))).await().atMost(Suite.LIMIT);
    }

    private static List<Long> stored(PersonState person) {
        return Suite.query("select id from notification where person_id = " + person.id() + " order by id").stream()
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> ids(List<JsonObject> frames) {
        return frames.stream().map(frame -> frame.getLong("id")).toList();
    }

    private SocketClient socket(String path, PersonState person, String more) {
        return SocketClient.connect(uri(path, person, more));
    }

    private String uri(String path, PersonState person, String more) {
        return path + "?token=" + suite.people.token(person) + more;
    }
}
