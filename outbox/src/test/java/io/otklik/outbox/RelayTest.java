package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Event;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class RelayTest {

    private static final String TOPIC = "otklik.tickets";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Inject
    RelayLifecycle lifecycle;

    @Inject
    KafkaClients clients;

    @Inject
    TopicSetup topics;

    @Inject
    OutboxConfig config;

    @Inject
    Database database;

    @Inject
    Ledger ledger;

    private final List<Relay> relays = new ArrayList<>();

    @BeforeEach
    void stopTheServicesRelay() {
        lifecycle.stop(null);
    }

    @AfterEach
    void restartTheServicesRelay() {
        relays.forEach(Relay::stop);
        lifecycle.start(null);
    }

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

    /** @param own what a setting is here; null where it is as ever */
    private OutboxConfig.Relay settings(Function<String, Object> own) {
        return (OutboxConfig.Relay) Proxy.newProxyInstance(
                OutboxConfig.Relay.class.getClassLoader(),
                new Class<?>[] {OutboxConfig.Relay.class},
                (proxy, setting, values) -> {
                    Object value = own.apply(setting.getName());
                    return value == null ? setting.invoke(config.relay()) : value;
                });
    }

    @Test
    void start_ofTwoRelaysHasOneActiveAndTheOtherTakesOver() throws SQLException {
        Relay one = newRelay();
        Relay other = newRelay();
        start(one);
        await().atMost(LIMIT).until(one::isActive);
        start(other);
        Event before = Tickets.event(Tickets.newId(), "before");
        database.append(before);
        awaitPublished(before);
        assertTrue(one.isActive());
        assertFalse(other.isActive());
        one.stop();
        await().atMost(LIMIT).until(other::isActive);
        Event between = Tickets.event(Tickets.newId(), "between");
        database.append(between);
        awaitPublished(between);
        assertFalse(one.isActive());
    }

    @Test
    void publish_goesOnWhenTheActiveRelaysConnectionDies() throws SQLException {
        Relay one = newRelay();
        Relay other = newRelay();
        start(one);
        await().atMost(LIMIT).until(one::isActive);
        start(other);
        database.killActiveRelay();
        Event after = Tickets.event(Tickets.newId(), "after");
        database.append(after);
        awaitPublished(after);
        await().atMost(LIMIT).until(() -> one.isActive() != other.isActive());
    }

    /** In its place another one may have been active: PostgreSQL's restart takes all connections, and the first to come back has the lock. */
    @Test
    void publish_onANewConnectionWaitsForWhoeverWasActiveMeanwhile() throws SQLException {
        AtomicInteger handovers = new AtomicInteger();
        OutboxConfig.Relay counted = settings(name -> {
            if (name.equals("handover")) {
                handovers.incrementAndGet();
            }
            return null;
        });
        Relay relay = new Relay(lifecycle.connector(), Publisher.of(clients, false), topics::await, counted);
        start(relay);
        await().atMost(LIMIT).until(relay::isActive);
        handovers.set(0);
        database.killActiveRelay();
        Event after = Tickets.event(Tickets.newId(), "after");
        database.append(after);
        awaitPublished(after);
        assertEquals(1, handovers.get());
    }

    /** What is repeated is a part from somewhere on, once for each loss: never is an old event the last. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void publish_underLoadWhileConnectionsDieKeepsTheOrderOfEachKeyAndLosesNothing(boolean fenced) throws SQLException {
        int losses = 4;
        List<Event> first = events(Tickets.newId(), 400);
        List<Event> second = events(Tickets.newId(), 400);
        Relay one = newRelay(fenced);
        Relay other = newRelay(fenced);
        start(one);
        start(other);
        try (Connection connection = database.connect()) {
            for (int i = 0; i < first.size(); i++) {
                database.append(connection, first.get(i));
                database.append(connection, second.get(i));
                if (i % 100 == 50) {
                    await().atMost(LIMIT).ignoreExceptions().until(() -> {
                        database.killActiveRelay();
                        return true;
                    });
                }
            }
        }
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        for (List<Event> events : List.of(first, second)) {
            List<Integer> places = TopicLog.events(TOPIC, events.get(0).key()).stream()
                    .map(ids(events)::indexOf)
                    .toList();
            assertEquals(
                    IntStream.range(0, events.size()).boxed().toList(),
                    places.stream().distinct().toList());
            assertEquals(events.size() - 1, places.get(places.size() - 1));
            long backwards = IntStream.range(1, places.size())
                    .filter(i -> places.get(i) != places.get(i - 1) + 1)
                    .count();
            assertTrue(backwards <= losses, places::toString);
        }
    }

    @Test
    void publish_byARelayThatWakesUpAfterItWasReplacedIsRefusedWhenFenced() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        AtomicInteger connections = new AtomicInteger();
        AtomicBoolean sleepy = new AtomicBoolean();
        Relay.Connector counted = () -> {
            connections.incrementAndGet();
            return lifecycle.connector().connect();
        };
        Relay.Gate gate = () -> {
            if (sleepy.getAndSet(false)) {
                asleep.countDown();
                awake.await();
            }
        };
        Relay slow = new Relay(counted, Publisher.of(clients, true), gate, config.relay());
        start(slow);
        List<Event> events = events(Tickets.newId(), 3);
        database.append(events.get(0));
        awaitPublished(events.get(0));
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        sleepy.set(true);
        database.append(events.get(1));
        assertTrue(asleep.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
        database.killActiveRelay();
        start(newRelay(true));
        database.append(events.get(2));
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        awake.countDown();
        // It has tried by then, and has seen that its connection is lost.
        await().atMost(LIMIT).until(() -> connections.get() > 1);
        assertEquals(ids(events), TopicLog.events(TOPIC, events.get(0).key()));
    }

    private Relay newRelay() {
        return newRelay(false);
    }

    private Relay newRelay(boolean fenced) {
        return new Relay(lifecycle.connector(), Publisher.of(clients, fenced), topics::await, config.relay());
    }

    private void start(Relay relay) {
        relays.add(relay);
        relay.start();
    }

    private void killItself() {
        try {
            database.killActiveRelay();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void awaitPublished(Event event) {
        await().atMost(LIMIT).until(() -> TopicLog.events(TOPIC, event.key()), List.of(event.eventId())::equals);
    }

    private static List<Event> events(long ticketId, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Tickets.event(ticketId, "n" + i));
        }
        return events;
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }
}
