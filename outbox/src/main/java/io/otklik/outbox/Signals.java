package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Sends events that belong to no change in a database and may be lost, such as typing. */
@ApplicationScoped
public class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final int MOST_WAITING = 1_000;

    private final KafkaClients clients;
    // A producer's send may wait for metadata, which no event loop must. What is too much while Kafka is away is
    // dropped.
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Signals::newThread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final AtomicReference<Producer<byte[], byte[]>> producer = new AtomicReference<>(); // made by sender

    Signals(KafkaClients clients) {
        this.clients = clients;
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "otklik-signals");
        thread.setDaemon(true);
        return thread;
    }

    /** Returns at once and never fails. */
    public void send(Event signal) {
        sender.execute(() -> publish(signal));
    }

    private void publish(Event signal) {
        if (producer.get() == null) {
            producer.set(clients.producer("signals"));
        }
        Producer<byte[], byte[]> current = producer.get();
        try {
            var unused = current.send(row(signal).record(clients.service()), (metadata, refusal) -> {
                if (refusal != null) {
                    drop(current, refusal);
                }
            });
        } catch (KafkaException | IllegalStateException refusal) {
            drop(current, refusal);
        }
    }

    private static OutboxRow row(Event signal) {
        return new OutboxRow(
                0,
                signal.eventId(),
                Outbox.aggregateType(signal),
                signal.key(),
                signal.type(),
                EventJson.write(signal),
                signal.at().toString());
    }

    /** One that refused may be broken for good: the next signal gets a new one. */
    private void drop(Producer<byte[], byte[]> broken, Exception refusal) {
        LOG.debugf("A signal is lost: %s", refusal.getMessage());
        if (producer.compareAndSet(broken, null)) {
            broken.close(Duration.ZERO);
        }
    }

    @PreDestroy
    void close() {
        sender.shutdownNow();
        Producer<byte[], byte[]> last = producer.getAndSet(null);
        if (last != null) {
            last.close(Duration.ZERO);
        }
    }
}
