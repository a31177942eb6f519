package io.otklik.outbox;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * How replicas on one database tell each other that there is something to read: NOTIFY, after the commit and never inside a
 * transaction, where it would serialise commits. One connection is taken from the pool for good to LISTEN; who listens polls, too, for
 * what is said while that connection is lost.
 */
public final class Signal {

    private static final Logger LOG = Logger.getLogger(Signal.class);
    private static final Duration RECONNECT = Duration.ofMillis(500);

    private final Pool pool;
    private final Vertx vertx;
    private final String channel;
    private final String replica = UUID.randomUUID().toString();
    private final Wake send = new Wake(this::notifyOthers);
    private volatile PgConnection listening;
    private volatile boolean stopped;

    /** @param channel an SQL identifier */
    public Signal(Pool pool, Vertx vertx, String channel) {
        this.pool = pool;
        this.vertx = vertx;
        this.channel = channel;
    }

    /** Tells the other replicas. Returns at once and never fails. */
    public void send() {
        send.request();
    }

    /**
     * One round trip; and nobody waits for the disk, which a commit with a notification does by default. Never in the context of a
     * request: its transaction, if it has one, must not take part in either.
     */
    private Uni<Void> notifyOthers() {
        return Uni.createFrom()
                .deferred(() -> pool.query(
                                "set local synchronous_commit = off; notify " + channel + ", '" + replica + "'")
                        .execute())
                .runSubscriptionOn(this::outsideOfRequests)
                .onFailure()
                .invoke(failure -> LOG.debugf("Not told on %s: %s", channel, failure.getMessage()))
                .replaceWithVoid();
    }

    private void outsideOfRequests(Runnable step) {
        VertxContext.getRootContext(vertx.getDelegate().getOrCreateContext()).runOnContext(next -> step.run());
    }

    /** Calls {@code heard} when another replica told, and whenever listening begins (again), until {@link #stop()}. */
    public void listen(Runnable heard) {
        stopped = false;
        connect(heard);
    }

    private void connect(Runnable heard) {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .map(PgConnection::cast)
                .subscribe()
                .with(connection -> listenOn(connection, heard), failure -> connectLater(failure.getMessage(), heard));
    }

    private void listenOn(PgConnection connection, Runnable heard) {
        AtomicBoolean lost = new AtomicBoolean();
        Consumer<String> lose = reason -> {
            if (lost.compareAndSet(false, true)) {
                connectLater(reason, heard);
            }
        };
        listening = connection;
        connection.closeHandler(() -> lose.accept("connection closed"));
        connection.notificationHandler(message -> {
            if (!replica.equals(message.getPayload())) {
                heard.run();
            }
        });
        connection
                .query("listen " + channel)
                .execute()
                .onFailure()
                .call(connection::close)
                .subscribe()
                .with(done -> heard.run(), failure -> lose.accept(failure.getMessage()));
    }

    private void connectLater(String reason, Runnable heard) {
        LOG.debugf("Not listening on %s, trying again: %s", channel, reason);
        listening = null;
        vertx.setTimer(RECONNECT.toMillis(), timer -> connect(heard));
    }

    /** Gives the connection back. */
    public void stop() {
        stopped = true;
        PgConnection connection = listening;
        if (connection != null) {
            listening = null;
            connection.notificationHandler(message -> {});
            connection.closeHandler(() -> {});
            connection
                    .query("unlisten " + channel)
                    .execute()
                    .onTermination()
                    .call(connection::close)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("Not unlistened: %s", failure.getMessage()));
        }
    }
}
