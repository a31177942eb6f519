package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends events that belong to no change in a database and may be lost, such as typing. */
@ApplicationScoped
public class Signals {

    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final int MOST_WAITING = 1_000;

    private final KafkaClients clients;
    // What is too much while Kafka is away is dropped.
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Signals::newThread,
            new ThreadPoolExecutor.DiscardPolicy());
    private final RenewedProducer producer;

    Signals(KafkaClients clients) {
        this.clients = clients;
        this.producer = new RenewedProducer(() -> clients.producer("signals"));
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
        producer.send(row(signal).record(clients.service()), Signals::tell);
    }

    private static void tell(Exception refusal) {
        if (refusal != null) {
            LOG.debugf("A signal is lost: %s", refusal.getMessage());
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

    @PreDestroy
    void close() {
        sender.shutdownNow();
        producer.close();
    }
}
