package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Event;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several relays, and one that loses its connection: one of them is active, and nothing is lost between them. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RelayHandoverTest extends RelayTestBase {

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
}
