package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class OutageTest {

    private static final String TOPIC = "otklik.tickets";
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject
    KafkaClients clients;

    @Inject
    Outbox outbox;

    @Inject
    Database database;

    @Test
    void apply_whilePostgresIsAwayTenSecondsPutsNothingAsideAndAppliesOnce() throws Exception {
        List<Event> events = new ArrayList<>();
        long ticket = Tickets.newId();
        for (int i = 0; i < 50; i++) {
            events.add(Tickets.event(ticket, "n" + i));
        }
        long letters = database.count("from dead_letter");
        RealParts.postgres().stop();
        try {
            publish(events);
            await().pollDelay(Duration.ofSeconds(10)).atMost(LIMIT).until(() -> true);
        } finally {
            RealParts.postgres().start();
        }
        await().atMost(LIMIT).ignoreExceptions().until(() -> database.applied(ticket), ids(events)::equals);
        assertEquals(letters, database.count("from dead_letter"));
    }

    @Test
    void publish_whileKafkaIsAwayKeepsTheOrderOfEachKey() throws Exception {
        List<List<Event>> tickets = new ArrayList<>();
        for (int ticket = 0; ticket < 5; ticket++) {
            List<Event> events = new ArrayList<>();
            long id = Tickets.newId();
            for (int i = 0; i < 40; i++) {
                events.add(Tickets.event(id, "n" + i));
            }
            tickets.add(events);
        }
        append(tickets, 0, 10);
        // So that the outage meets a producer that has worked, and records that it has taken on.
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        RealParts.kafka().stop();
        try {
            append(tickets, 10, 30);
            // Longer than the relay waits for an acknowledgement, so that it gives a batch up.
            await().pollDelay(Duration.ofSeconds(12)).atMost(LIMIT).until(() -> true);
        } finally {
            RealParts.kafka().start();
        }
        append(tickets, 30, 40);
        await().atMost(LIMIT).until(database::outbox, List::isEmpty);
        for (List<Event> events : tickets) {
            long id = Long.parseLong(events.get(0).key());
            await().atMost(LIMIT).until(() -> database.applied(id), ids(events)::equals);
            assertEquals(
                    ids(events),
                    withoutRepeats(TopicLog.events(TOPIC, events.get(0).key())));
        }
    }

    private void append(List<List<Event>> tickets, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            for (List<Event> events : tickets) {
                database.append(events.get(i));
            }
        }
        outbox.wakeRelay();
    }

    private void publish(List<Event> events) {
        try (Producer<byte[], byte[]> producer = clients.producer("test")) {
            for (Event event : events) {
                OutboxRow row = new OutboxRow(
                        0,
                        event.eventId(),
                        "tickets",
                        event.key(),
                        event.type(),
                        EventJson.write(event),
                        event.at().toString());
                var unused = producer.send(row.record("test"));
            }
            producer.flush();
        }
    }

    private static List<UUID> withoutRepeats(List<UUID> events) {
        return events.stream().distinct().toList();
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }
}
