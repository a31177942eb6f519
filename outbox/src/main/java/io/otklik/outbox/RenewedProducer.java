package io.otklik.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * A producer for one thread that sends, made with the first record. One that refused may be broken for good: the next record gets
 * a new one. Its send may wait for metadata, which no event loop must.
 */
final class RenewedProducer implements AutoCloseable {

    private final Supplier<Producer<byte[], byte[]>> maker;
    private final AtomicReference<Producer<byte[], byte[]>> producer = new AtomicReference<>();

    RenewedProducer(Supplier<Producer<byte[], byte[]>> maker) {
        this.maker = maker;
    }

    /** @param result is told why Kafka refused the record; null when it has it */
    void send(ProducerRecord<byte[], byte[]> record, Consumer<Exception> result) {
        if (producer.get() == null) {
            producer.set(maker.get());
        }
        Producer<byte[], byte[]> current = producer.get();
        try {
            var unused = current.send(record, (metadata, refusal) -> {
                if (refusal != null) {
                    drop(current);
                }
                result.accept(refusal);
            });
        } catch (KafkaException | IllegalStateException refusal) {
            drop(current);
            result.accept(refusal);
        }
    }

    private void drop(Producer<byte[], byte[]> broken) {
        if (producer.compareAndSet(broken, null)) {
            broken.close(Duration.ZERO);
        }
    }

    /** What is not acknowledged by then is lost. From any thread. */
    @Override
    public void close() {
        Producer<byte[], byte[]> last = producer.getAndSet(null);
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
