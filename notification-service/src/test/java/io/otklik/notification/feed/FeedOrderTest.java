package io.otklik.notification.feed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.notification.TicketEvents;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids become visible in order, so that nobody who reads {@code id > last} misses a row. */
@QuarkusTest
@WithTestResource(RealParts.class)
class FeedOrderTest {

    private static final int WRITERS = 8;
    private static final int BATCHES = 40;

    @Inject
    TicketEvents ticketEvents;

    @Inject
    FeedTail tail;

    @Test
    void batches_ofEightWritersAtOnceAppearInTheOrderOfTheirIds() throws Exception {
        Suite suite = Suite.get();
        PersonState owner = suite.person(Role.USER);
        PersonState agent = suite.person(Role.SUPPORT);
        List<Long> followed = new CopyOnWriteArrayList<>();
        tail.follow(news -> news.stream()
                .filter(row -> row.personId() != null && row.personId() == owner.id())
                .forEach(row -> followed.add(row.id())));
        int expected = WRITERS * BATCHES * 3;
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            Future<List<Long>> read = threads.submit(() -> readUntil(owner.id(), expected));
            List<Callable<Void>> writers = IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> write(writer, owner, agent))
                    .toList();
            for (Future<Void> writer : threads.invokeAll(writers)) {
                assertEquals(null, writer.get());
            }
            List<Long> stored =
                    Suite.query("select id from notification where person_id = " + owner.id() + " order by id").stream()
                            .map(Long::valueOf)
                            .toList();
            assertEquals(expected, stored.size());
            assertEquals(stored, read.get());
            await().atMost(Suite.LIMIT).until(() -> followed.size() >= expected);
            assertEquals(stored, followed);
        } finally {
            threads.shutdownNow();
        }
    }

    private Void write(int writer, PersonState owner, PersonState agent) {
        for (int i = 0; i < BATCHES; i++) {
            // Of the kind that nobody is mailed of.
            List<Event> events = List.of(
                    TestTickets.assigned(TestTickets.ticket(owner, agent), agent),
                    TestTickets.assigned(TestTickets.ticket(owner, agent), agent),
                    TestTickets.assigned(TestTickets.ticket(owner, agent), agent));
            ticketEvents.apply(TestTickets.batch(writer, events)).await().atMost(Suite.LIMIT);
        }
        return null;
    }

    /** As naive as a reader can be: what it once passed over it never sees. */
    private static List<Long> readUntil(long person, int expected) throws SQLException {
        List<Long> seen = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(RealParts.jdbcUrl(), RealParts.username(), RealParts.password());
                PreparedStatement query = connection.prepareStatement(
                        "select id, person_id from notification where id > ? order by id")) {
            long last = 0;
            long limit = System.nanoTime() + Suite.LIMIT.multipliedBy(3).toNanos();
            while (seen.size() < expected && System.nanoTime() < limit) {
                query.setLong(1, last);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong(1);
                        if (rows.getLong(2) == person) {
                            seen.add(last);
                        }
                    }
                }
            }
        }
        return seen;
    }

    @Test
    void rewoundBatch_addsNothing() {
        Suite suite = Suite.get();
        PersonState owner = suite.person(Role.USER);
        PersonState agent = suite.person(Role.SUPPORT);
        List<Event> events = List.of(
                TestTickets.created(TestTickets.ticket(owner, null)),
                TestTickets.comment(TestTickets.ticket(owner, agent), agent),
                TestTickets.assigned(TestTickets.ticket(owner, agent), suite.person(Role.ADMIN)));
        for (int i = 0; i < 3; i++) {
            ticketEvents.apply(TestTickets.batch(1, events)).await().atMost(Suite.LIMIT);
        }
        String these = " where event_id in ('"
                + String.join(
                        "', '", events.stream().map(e -> e.eventId().toString()).toList()) + "')";
        assertEquals(List.of("4"), Suite.query("select count(*) from notification" + these));
        assertEquals(List.of("1"), Suite.query("select count(*) from mail" + these));
    }
}
