package io.otklik.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sends rows to Kafka in their order. One thread's.
 *
 * <p>A record that failed must not be overtaken by a later one of its key: the first failure closes the producer on its own
 * network thread, before that thread sends anything else, and the next batch gets a new producer.
 *
 * <p>Fenced, each batch is a transaction, and Kafka takes none from a publisher after another one has opened.
 */
final class Publisher implements AutoCloseable {

    /**
     * What became of a batch.
     *
     * @param published rows that Kafka has, together with all earlier rows of the same key; these may be deleted
     * @param failure null when all of the batch is published
     */
    record Result(List<OutboxRow> published, Throwable failure) {}

    /** Asked now and then while Kafka takes its time: whether to wait on. */
    interface Patience {
        boolean lasts() throws Exception;
    }

    /** Shorter than a successor waits (otklik.outbox.relay.handover). */
    private static final Duration CHECK = Duration.ofMillis(200);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String service;
    private final boolean fenced;
    private Producer<byte[], byte[]> producer;

    Publisher(Supplier<Producer<byte[], byte[]>> producers, String service, boolean fenced) {
        this.producers = producers;
        this.service = service;
        this.fenced = fenced;
    }

    static Publisher of(KafkaClients clients, boolean fenced) {
        return new Publisher(
                () -> fenced ? clients.onlyProducer("outbox") : clients.producer("outbox"), clients.service(), fenced);
    }

    boolean isOpen() {
        return producer != null;
    }

    /** Before the first batch, and again after a failure. Fails with {@link KafkaException} when Kafka is away. */
    void open() {
        producer = producers.get();
        if (fenced) {
            try {
                producer.initTransactions();
            } catch (KafkaException away) {
                close();
                throw away;
            }
        }
    }

    /** Sends all and waits for the acknowledgements, or for the first failure. Fails only as {@code patience} does. Is open before. */
    Result publish(List<OutboxRow> rows, Patience patience) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        try {
            send(rows, sent, patience, failure);
            for (Future<RecordMetadata> record : sent) {
                await(record, patience, failure);
            }
            if (fenced && failure.get() == null) {
                commit(failure);
            }
        } catch (InterruptedException | InterruptException stopped) {
            close();
            throw stopped;
        }
        if (failure.get() != null) {
            // Returns when the network thread has ended: from here on nothing of this producer can be acknowledged.
            close();
            // Of a transaction, the next one to open makes nothing or, when only the answer was lost, all.
            return new Result(fenced ? List.of() : acknowledged(rows, sent), failure.get());
        }
        return new Result(rows, null);
    }

    private void commit(AtomicReference<Throwable> failure) {
        try {
            producer.commitTransaction();
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException refusal) {
            failure.set(refusal);
        }
    }

    private void send(
            List<OutboxRow> rows,
            List<Future<RecordMetadata>> sent,
            Patience patience,
            AtomicReference<Throwable> failure)
            throws Exception {
        long asked = System.nanoTime();
        try {
            Producer<byte[], byte[]> current = producer;
            if (fenced) {
                current.beginTransaction();
            }
            for (OutboxRow row : rows) {
                if (failure.get() != null) {
                    return;
                }
                // The send before may have waited for Kafka for seconds (max.block.ms).
                if (System.nanoTime() - asked >= CHECK.toNanos()) {
                    if (!patience.lasts()) {
                        failure.compareAndSet(null, new TimeoutException("Kafka took its time"));
                        close();
                        return;
                    }
                    asked = System.nanoTime();
                }
                sent.add(current.send(row.record(service), (metadata, refusal) -> {
                    if (refusal != null && failure.compareAndSet(null, refusal)) {
                        current.close(Duration.ZERO);
                    }
                }));
            }
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException | IllegalStateException refusal) {
            // IllegalStateException: the callback above has closed the producer between two sends.
            failure.compareAndSet(null, refusal);
        }
    }

    private void await(Future<RecordMetadata> record, Patience patience, AtomicReference<Throwable> failure)
            throws Exception {
        while (true) {
            try {
                record.get(CHECK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException refused) {
                failure.compareAndSet(null, refused.getCause());
                return;
            } catch (TimeoutException slow) {
                if (!patience.lasts()) {
                    failure.compareAndSet(null, slow);
                    close();
                    return;
                }
            }
        }
    }

    private static List<OutboxRow> acknowledged(List<OutboxRow> rows, List<Future<RecordMetadata>> sent) {
        List<OutboxRow> acknowledged = new ArrayList<>(rows.size());
        Set<OutboxRow.OrderKey> broken = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            if (i < sent.size() && isAcknowledged(sent.get(i)) && !broken.contains(row.orderKey())) {
                acknowledged.add(row);
            } else {
                broken.add(row.orderKey());
            }
        }
        return acknowledged;
    }

    private static boolean isAcknowledged(Future<RecordMetadata> record) {
        if (!record.isDone()) {
            return false;
        }
        try {
            record.get();
            return true;
        } catch (ExecutionException refused) {
            return false;
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Drops what is not acknowledged. The next batch gets a new producer. */
    @Override
    public void close() {
        if (producer == null) {
            return;
        }
        // An interrupted thread could not wait for the end of the network thread.
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(Duration.ZERO);
        } finally {
            producer = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
