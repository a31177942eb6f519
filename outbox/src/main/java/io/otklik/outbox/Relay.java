package io.otklik.outbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Moves events from the table outbox to Kafka, at least once and in the order of each key, in a thread of its own.
 *
 * <p>Of all relays on one database one is active: the one whose connection holds the advisory lock. It always reads from the lowest
 * seq that exists, publishes, waits for the acknowledgements and deletes; whatever fails, it starts again from the table. A
 * crash between publishing and deleting repeats rows, which consumers absorb by the event's id. Who loses the connection
 * cannot delete, and stops sending when he notices; his successor waits for that.
 *
 * <p>While one partition of several is away, its rows fill the batches: the others' go on, by a batch in 10 s at worst.
 */
class Relay {

    /** Opens a connection of the relay's own. */
    interface Connector {
        RelayConnection connect() throws SQLException;
    }

    /** Waits for what must exist before the first record is sent. */
    interface Gate {
        void await() throws InterruptedException;
    }

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final Connector connector;
    private final Publisher publisher;
    private final Gate topics;
    private final OutboxConfig.Relay config;
    private final Semaphore signals = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Backoff databasePauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2));
    private final Backoff kafkaPauses = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
    private final Thread thread;
    private volatile boolean active;
    private boolean connectsAnew;
    private boolean databaseAway;
    private boolean kafkaAway;

    Relay(Connector connector, Publisher publisher, Gate topics, OutboxConfig.Relay config) {
        this.connector = connector;
        this.publisher = publisher;
        this.topics = topics;
        this.config = config;
        this.thread = new Thread(this::run, "otklik-relay");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Stops after the batch under way, or in it after 1 s: what is not deleted is published again. Returns when the lock is free, after 4 s at most. */
    void stop() {
        stopping.countDown();
        wake();
        try {
            thread.join(FAREWELL.toMillis());
            thread.interrupt();
            thread.join(SHUTDOWN.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether this relay is the one that publishes. */
    boolean isActive() {
        return active;
    }

    /** There is something in the table: the next look is now. */
    void wake() {
        signals.release();
    }

    /** Called between the acknowledgements and the delete, where a crash repeats rows. For tests. */
    void published(List<OutboxRow> rows) {}

    private void run() {
        try (publisher) {
            while (!isStopping()) {
                connectAndServe();
            }
        } catch (InterruptedException | InterruptException stopped) {
            LOG.debug("Relay: stopped");
        }
    }

    private void connectAndServe() throws InterruptedException {
        try (RelayConnection connection = connector.connect()) {
            serve(connection);
        } catch (InterruptedException | InterruptException stopped) {
            throw stopped;
        } catch (Exception failure) {
            if (isStopping()) {
                return;
            }
            if (failure instanceof SQLException) {
                if (!databaseAway) {
                    LOG.warnf("Relay: the database is away, trying on: %s", failure.getMessage());
                    databaseAway = true;
                }
            } else {
                LOG.error("Relay: failed, starting again from the table", failure);
            }
            pause(databasePauses.next());
        } finally {
            active = false;
            connectsAnew = true;
        }
    }

    private void serve(RelayConnection connection) throws Exception {
        // Who had the lock may not have noticed yet that he lost it; a restart of PostgreSQL takes it from all at once.
        boolean isSuccessor = connectsAnew;
        while (!connection.tryLock()) {
            isSuccessor = true;
            pause(config.takeoverInterval());
            if (isStopping()) {
                return;
            }
        }
        if (isSuccessor) {
            pause(config.handover());
        }
        active = true;
        LOG.info("Relay: active");
        while (!isStopping()) {
            signals.drainPermits(); // what they tell of, the look finds
            List<OutboxRow> rows = connection.head(config.batchSize());
            if (rows.isEmpty()) {
                awaitSignal();
            } else {
                topics.await();
                if (publisher.isOpen()) {
                    publish(rows, connection);
                } else {
                    // Then the table is read again: who still has the lock after opening is the last to have opened.
                    open();
                }
            }
            if (!rows.isEmpty() && rows.size() < config.batchSize()) {
                pause(config.gathering());
            }
            databasePauses.reset();
            if (databaseAway) {
                LOG.info("Relay: the database is back");
                databaseAway = false;
            }
        }
    }

    private void awaitSignal() throws InterruptedException {
        boolean unused = signals.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void open() throws InterruptedException {
        try {
            publisher.open();
        } catch (InterruptException stopped) {
            throw stopped;
        } catch (KafkaException away) {
            kafkaIsAway("Relay: Kafka is away, trying on: %s".formatted(away));
        }
    }

    private void publish(List<OutboxRow> rows, RelayConnection connection) throws Exception {
        Publisher.Result result = publisher.publish(rows, connection::isAlive);
        if (!result.published().isEmpty()) {
            published(result.published());
            connection.delete(result.published());
            LOG.debugf("Relay: published %d up to %d", result.published().size(), lastSeq(result.published()));
        }
        if (result.failure() == null) {
            kafkaPauses.reset();
            if (kafkaAway) {
                LOG.infof("Relay: Kafka is back, published %d", rows.size());
                kafkaAway = false;
            }
            return;
        }
        kafkaIsAway("Relay: Kafka took %d of %d events, trying on from seq %d: %s"
                .formatted(result.published().size(), rows.size(), rows.get(0).seq(), result.failure()));
    }

    private void kafkaIsAway(String how) throws InterruptedException {
        if (!kafkaAway) {
            LOG.warn(how);
            kafkaAway = true;
        }
        pause(kafkaPauses.next());
    }

    private static long lastSeq(List<OutboxRow> rows) {
        return rows.get(rows.size() - 1).seq();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Cut short by {@link #stop()}. */
    private void pause(Duration pause) throws InterruptedException {
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("Relay: stopping");
        }
    }
}
