package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Event;
import io.otklik.events.TicketCreated;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Dead letters of real records; those of other tests remain. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ReplayTest {

    private static final String TOPIC = "otklik.tickets";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MINE =
            "from dead_letter where topic = '" + TOPIC + "' and partition = 7 and \"offset\" >= 1000000";

    @Inject
    Replay replay;

    @Inject
    Ledger ledger;

    @Inject
    Database database;

    @Test
    void run_appliesWhatCanBeAppliedNowAndOnce() throws SQLException {
        long ticket = Tickets.newId();
        Event before = Tickets.event(ticket, "before");
        Event poison = Tickets.event(ticket, "poison");
        Event after = Tickets.event(ticket, "after");
        database.append(before, poison, after);
        await().atMost(LIMIT).until(() -> database.applied(ticket).size() == 2);
        String place = placeOf(poison);

        assertTrue(
                run(TOPIC, ledger::write).kept().contains(place + ": SQLSTATE 23514, constraint applied_subject_sane"));
        assertEquals(new Replay.Outcome(0, List.of(), null), run("otklik.chats", ledger::write));
        assertEquals(List.of(before.eventId(), after.eventId()), database.applied(ticket));

        Replay.Outcome mended = run(TOPIC, ReplayTest::writeMended);
        assertTrue(mended.applied() >= 1, mended::toString);
        List<UUID> all = List.of(before.eventId(), after.eventId(), poison.eventId());
        assertEquals(all, database.applied(ticket));
        assertEquals(0, run(null, ReplayTest::writeMended).applied());
        assertEquals(all, database.applied(ticket));
    }

    @Test
    void run_goesOnAfterThoseThatRemain() throws SQLException {
        execute("insert into dead_letter (topic, partition, \"offset\", reason)" + " select '" + TOPIC
                + "', 7, generate_series(1000000, 1000500), 'a test'");
        try {
            Replay.Outcome first = run(TOPIC, new Replay.Place(TOPIC, 7, 999_999), ledger::write);
            assertEquals(0, first.applied());
            assertEquals(500, first.kept().size());
            assertEquals(
                    TOPIC + "-7-1000000: not in Kafka any more", first.kept().get(0));
            assertEquals(TOPIC + "-7-1000499", first.next());
            Replay.Outcome last = run(null, Replay.Place.fromString(first.next()), ledger::write);
            assertEquals(new Replay.Outcome(0, List.of(TOPIC + "-7-1000500: not in Kafka any more"), null), last);
            assertEquals(501, database.count(MINE));
        } finally {
            execute("delete " + MINE);
        }
    }

    @Test
    void run_thatIsLate_doesOneLetterAndTellsWhereToGoOn() throws SQLException {
        execute("insert into dead_letter (topic, partition, \"offset\", reason) select '" + TOPIC
                + "', 7, generate_series(1000000, 1000500), 'a test'");
        try {
            String place = TOPIC + "-7-1000000";
            assertEquals(
                    new Replay.Outcome(0, List.of(place + ": not in Kafka any more"), place),
                    replay.run(TOPIC, new Replay.Place(TOPIC, 7, 999_999), ledger::write, Duration.ZERO)
                            .await()
                            .atMost(LIMIT));
        } finally {
            execute("delete " + MINE);
        }
    }

    @Test
    void run_thatIsCutShort_tellsHowFarItCameAndFailsFromThereOn() throws SQLException {
        long ticket = Tickets.newId();
        Event first = Tickets.event(ticket, "first");
        Event second = Tickets.event(ticket, "second");
        database.append(first, second);
        await().atMost(LIMIT).until(() -> database.applied(ticket).size() == 2);
        Replay.Place begin = Replay.Place.fromString(placeOf(first));
        Replay.Place end = Replay.Place.fromString(placeOf(second));
        String rows = "from dead_letter where topic = '" + TOPIC + "' and partition = " + begin.partition()
                + " and \"offset\" in (" + begin.offset() + ", " + end.offset() + ")";
        execute(
                2,
                "insert into dead_letter (topic, partition, \"offset\", reason) values ('%s', %d, %d, 'a test'), ('%s', %d, %d, 'a test')"
                        .formatted(TOPIC, begin.partition(), begin.offset(), TOPIC, end.partition(), end.offset()));
        try {
            Effects awayAfterTheFirst = (tx, events) -> events.get(0).eventId().equals(first.eventId())
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new ConnectException("away"));
            Replay.Place before = new Replay.Place(TOPIC, begin.partition(), begin.offset() - 1);
            Replay.Outcome cutShort = run(TOPIC, before, awayAfterTheFirst);
            assertEquals(new Replay.Outcome(1, List.of(), begin.toString()), cutShort);
            assertEquals(1, database.count(rows));
            assertThrows(
                    CompletionException.class,
                    () -> run(TOPIC, Replay.Place.fromString(cutShort.next()), awayAfterTheFirst));
            assertEquals(1, database.count(rows));
        } finally {
            execute(1, "delete " + rows);
        }
    }

    private void execute(String sql) throws SQLException {
        execute(501, sql);
    }

    private void execute(int rows, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(rows, statement.executeUpdate(sql));
        }
    }

    private Replay.Outcome run(String topic, Effects effects) {
        return run(topic, null, effects);
    }

    private Replay.Outcome run(String topic, Replay.Place after, Effects effects) {
        return replay.run(topic, after, effects).await().atMost(LIMIT);
    }

    /** Where it lies, {@code <topic>-<partition>-<offset>}. */
    private String placeOf(Event event) {
        List<ConsumerRecord<byte[], byte[]>> there = TopicLog.read(TOPIC, event.key()).stream()
                .filter(record ->
                        TopicLog.header(record, "ce_id").equals(event.eventId().toString()))
                .toList();
        return EventRecord.name(there.get(0));
    }

    /** Which subjects the schema refuses is no longer its concern. */
    private static Uni<Void> writeMended(SqlConnection tx, List<Event> events) {
        TicketCreated event = (TicketCreated) events.get(0);
        return tx.query("insert into applied (event_id, ticket_id, subject) values ('%s', %d, 'mended')"
                        .formatted(event.eventId(), event.ticket().id()))
                .execute()
                .replaceWithVoid();
    }
}
