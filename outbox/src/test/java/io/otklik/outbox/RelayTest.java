package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One relay: what it publishes, in which order, how often. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RelayTest extends RelayTestBase {

    @Inject
    Ledger ledger;

    @Test
    void publish_aLateCommitUnderALowerSeqIsNotLost() throws SQLException {
        start(newRelay());
        Event late = Tickets.event(Tickets.newId(), "late");
        Event early = Tickets.event(Tickets.newId(), "early");
        try (Connection slow = database.connect()) {
            slow.setAutoCommit(false);
            database.append(slow, late);
            database.append(early);
            awaitPublished(early);
            assertEquals(List.of(), TopicLog.events(TOPIC, late.key()));
            slow.commit();
        }
        awaitPublished(late);
        assertEquals(List.of(), database.outbox());
    }

    @Test
    void publish_keepsTheOrderOfEachKeyWhateverCommitsLate() throws SQLException {
        List<Event> first = events(Tickets.newId(), 300);
        List<Event> second = events(Tickets.newId(), 300);
        start(newRelay());
        try (Connection one = database.connect();
                Connection other = database.connect()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            for (int i = 0; i < first.size(); i++) {
                database.append(one, first.get(i));
                database.append(other, second.get(i));
                if (i % 7 == 6) {
                    other.commit();
                }
                if (i % 31 == 30) {
                    one.commit();
                }
            }
            one.commit();
            other.commit();
        }
        await().atMost(LIMIT).until(() -> TopicLog.events(TOPIC, first.get(0).key()), ids(first)::equals);
        await().atMost(LIMIT).until(() -> TopicLog.events(TOPIC, second.get(0).key()), ids(second)::equals);
    }

    @Test
    void publish_aCrashBeforeTheDeleteRepeatsAndTheConsumerDoesNothingTwice() throws SQLException {
        long ticket = Tickets.newId();
        List<Event> events = events(ticket, 3);
        AtomicInteger publications = new AtomicInteger();
        Relay crashing = new Relay(lifecycle.connector(), Publisher.of(clients, false), topics::await, config.relay()) {
            @Override
            void published(List<OutboxRow> rows) {
                if (publications.getAndIncrement() == 0) {
                    killItself();
                }
            }
        };
        database.append(events.toArray(Event[]::new));
        start(crashing);
        List<UUID> twice = new ArrayList<>(ids(events));
        twice.addAll(ids(events));
        await().atMost(LIMIT).until(() -> TopicLog.events(TOPIC, Long.toString(ticket)), twice::equals);
        await().atMost(LIMIT).until(() -> ledger.timesOffered(events.get(2).eventId()) >= 2);
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        assertEquals(ids(events), database.applied(ticket));
    }

    @Test
    void publish_whatCommitsSoonAfterABatchGoesTogether() throws SQLException {
        List<List<OutboxRow>> batches = new CopyOnWriteArrayList<>();
        Relay patient =
                new Relay(
                        lifecycle.connector(),
                        Publisher.of(clients, false),
                        topics::await,
                        gathering(Duration.ofSeconds(3))) {
                    @Override
                    void published(List<OutboxRow> rows) {
                        batches.add(rows);
                    }
                };
        List<Event> events = events(Tickets.newId(), 20);
        database.append(Tickets.event(Tickets.newId(), "first"));
        start(patient);
        await().atMost(LIMIT).until(() -> batches.size() == 1);
        for (Event event : events) {
            database.append(event);
            patient.wake();
        }
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        assertEquals(ids(events), batches.get(1).stream().map(OutboxRow::id).toList());
    }

    @Test
    void publish_clearsAwayWhatItDeleted() throws SQLException {
        String clearings = "from pg_stat_user_tables where relname = 'outbox' and vacuum_count > 0";
        assertEquals(0, database.count(clearings));
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (Event event : events(Tickets.newId(), 2_000)) {
                database.append(connection, event);
            }
            connection.commit();
        }
        start(newRelay());
        await().atMost(LIMIT).until(() -> database.count(clearings) > 0);
        assertEquals(List.of(), database.outbox());
    }

    private OutboxConfig.Relay gathering(Duration time) {
        return settings(name -> name.equals("gathering") ? time : null);
    }

    private void killItself() {
        try {
            database.killActiveRelay();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
