package io.otklik.outbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Batches that never were in Kafka, at offsets that no real record has; the dead letters are real. */
@QuarkusTest
@WithTestResource(RealParts.class)
class EffectsConsumerTest {

    private static final String TOPIC = "otklik.tickets";
    private static final String DEAD_LETTERS = "otklik.tickets.dlq";
    private static final int PARTITION = 3;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final AtomicLong OFFSETS = new AtomicLong(1_000_000);

    @Inject
    EffectsConsumer effects;

    @Inject
    Ledger ledger;

    @Inject
    Database database;

    @Inject
    Pool pool;

    @Inject
    DeadLetters deadLetters;

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> broker;

    @Test
    void apply_ofABatchWithOnePoisonRecordPutsOnlyThatAsideAndOnce() throws SQLException {
        long ticket = Tickets.newId();
        Event before = Tickets.event(ticket, "before");
        Event poison = Tickets.event(ticket, "poison");
        Event after = Tickets.event(ticket, "after");
        ConsumerRecord<byte[], byte[]> culprit = record(poison);
        ConsumerRecords<byte[], byte[]> batch = batch(record(before), culprit, record(after));

        apply(batch);
        apply(batch);

        assertEquals(List.of(before.eventId(), after.eventId()), database.applied(ticket));
        List<ConsumerRecord<byte[], byte[]>> letters = TopicLog.read(DEAD_LETTERS, EventRecord.name(culprit));
        assertEquals(1, letters.size());
        ConsumerRecord<byte[], byte[]> letter = letters.get(0);
        assertArrayEquals(culprit.value(), letter.value());
        assertEquals("TicketCreated", TopicLog.header(letter, "ce_type"));
        assertEquals("SQLSTATE 23514, constraint applied_subject_sane", TopicLog.header(letter, "dead_letter_reason"));
        assertEquals(TOPIC, TopicLog.header(letter, "dead_letter_topic"));
        assertEquals("3", TopicLog.header(letter, "dead_letter_partition"));
        assertEquals(Long.toString(culprit.offset()), TopicLog.header(letter, "dead_letter_offset"));
        assertEquals("outbox-test", TopicLog.header(letter, "dead_letter_service"));
        assertEquals(
                1,
                database.count("from dead_letter where topic = '" + TOPIC + "' and partition = 3 and \"offset\" = "
                        + culprit.offset() + " and reason = 'SQLSTATE 23514, constraint applied_subject_sane'"));
    }

    @Test
    void apply_putsAsideWhatIsNoEvent() throws SQLException {
        long ticket = Tickets.newId();
        Event good = Tickets.event(ticket, "good");
        ConsumerRecord<byte[], byte[]> garbage = record("{".getBytes(StandardCharsets.UTF_8), "TicketCreated");
        ConsumerRecord<byte[], byte[]> untyped = record(bytes(good), null);

        apply(batch(garbage, untyped, record(good)));

        assertEquals(List.of(good.eventId()), database.applied(ticket));
        assertEquals("not decodable: JsonEOFException", reasonOf(garbage));
        assertEquals("no ce_type", reasonOf(untyped));
    }

    @Test
    void apply_passesOverUnknownTypes() throws SQLException {
        ConsumerRecord<byte[], byte[]> unknown = record("{}".getBytes(StandardCharsets.UTF_8), "TicketPainted");

        apply(batch(unknown));

        assertEquals(List.of(), TopicLog.read(DEAD_LETTERS, EventRecord.name(unknown)));
    }

    @Test
    void apply_putsAsideWhatTheWriterCannotHandle() {
        ConsumerRecord<byte[], byte[]> odd = record(Tickets.event(Tickets.newId(), "odd"));

        effects.apply(batch(odd), (tx, events) -> Uni.createFrom().failure(new ArithmeticException()))
                .await()
                .atMost(LIMIT);

        assertEquals("ArithmeticException", reasonOf(odd));
    }

    @Test
    void apply_waitsWhileTheSchemaIsNotThere() throws SQLException {
        long ticket = Tickets.newId();
        Event event = Tickets.event(ticket, "patient");
        AtomicInteger attempts = new AtomicInteger();
        ConsumerRecord<byte[], byte[]> record = record(event);

        effects.apply(
                        batch(record),
                        (tx, events) -> attempts.incrementAndGet() < 4 ? missing(tx) : ledger.write(tx, events))
                .await()
                .atMost(LIMIT);

        assertEquals(List.of(event.eventId()), database.applied(ticket));
        assertEquals(List.of(), TopicLog.read(DEAD_LETTERS, EventRecord.name(record)));
    }

    @Test
    void apply_whenTheDatabaseFallsSilentTriesAgain() throws SQLException {
        long ticket = Tickets.newId();
        Event event = Tickets.event(ticket, "heard at last");
        AtomicInteger attempts = new AtomicInteger();
        ConsumerRecord<byte[], byte[]> record = record(event);

        new EffectsConsumer(pool, deadLetters, Duration.ofMillis(500))
                .apply(
                        batch(record),
                        (tx, events) -> attempts.incrementAndGet() < 3
                                ? Uni.createFrom().nothing()
                                : ledger.write(tx, events))
                .await()
                .atMost(LIMIT);

        assertEquals(List.of(event.eventId()), database.applied(ticket));
        assertEquals(List.of(), TopicLog.read(DEAD_LETTERS, EventRecord.name(record)));
    }

    @Test
    void deadLetter_whoseProducerIsBrokenGoesOutByANewOne() {
        ConsumerRecord<byte[], byte[]> record = record(Tickets.event(Tickets.newId(), "refused"));
        AtomicInteger producers = new AtomicInteger();
        KafkaClients firstBroken = new KafkaClients(broker, "outbox-test") {
            @Override
            Producer<byte[], byte[]> producer(String purpose) {
                Producer<byte[], byte[]> made = super.producer(purpose);
                if (producers.incrementAndGet() == 1) {
                    made.close(); // it refuses whatever it is given, for good
                }
                return made;
            }
        };

        DeadLetters letters = new DeadLetters(pool, firstBroken);
        letters.put(record, "no reason").await().atMost(LIMIT);
        letters.close();

        assertEquals(2, producers.get());
        assertEquals("no reason", reasonOf(record));
    }

    private static Uni<Void> missing(SqlConnection tx) {
        return tx.query("insert into not_migrated_yet values (1)").execute().replaceWithVoid();
    }

    private void apply(ConsumerRecords<byte[], byte[]> batch) {
        effects.apply(batch, ledger::write).await().atMost(LIMIT);
    }

    private static String reasonOf(ConsumerRecord<byte[], byte[]> record) {
        List<ConsumerRecord<byte[], byte[]>> letters = TopicLog.read(DEAD_LETTERS, EventRecord.name(record));
        assertEquals(1, letters.size());
        return TopicLog.header(letters.get(0), "dead_letter_reason");
    }

    @SafeVarargs
    private static ConsumerRecords<byte[], byte[]> batch(ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, PARTITION), List.of(records)), Map.of());
    }

    private static ConsumerRecord<byte[], byte[]> record(Event event) {
        return record(bytes(event), event.type());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, String type) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(TOPIC, PARTITION, OFFSETS.getAndIncrement(), new byte[] {'1'}, value);
        if (type != null) {
            record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private static byte[] bytes(Event event) {
        return EventJson.write(event).getBytes(StandardCharsets.UTF_8);
    }
}
