package io.otklik.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {

    /** Longer than it sends without asking. */
    private static final long BLOCKED = 300_000_000L;

    @Test
    void publish_afterASendThatBlockedSendsNoMoreWhenPatienceIsGone() throws Exception {
        MockProducer<byte[], byte[]> kafka = blocking();
        try (Publisher publisher = new Publisher(() -> kafka, "test", false)) {
            publisher.open();
            List<OutboxRow> rows =
                    LongStream.range(0, 3).mapToObj(PublisherTest::row).toList();
            Publisher.Result result = publisher.publish(rows, () -> false);
            assertNotNull(result.failure());
            assertEquals(1, kafka.history().size());
            assertTrue(kafka.closed());
        }
    }

    /** A send waits where Kafka does not say who leads a partition, or the buffer is full; it cannot be told to stop. */
    private static MockProducer<byte[], byte[]> blocking() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> row, Callback callback) {
                long began = System.nanoTime();
                while (System.nanoTime() - began < BLOCKED) {
                    LockSupport.parkNanos(BLOCKED);
                }
                return super.send(row, callback);
            }
        };
    }

    private static OutboxRow row(long seq) {
        return new OutboxRow(seq, new UUID(0, seq), "ticket", "1", "TicketCreated", "{}", "2026-03-14T09:26:53.589Z");
    }
}
