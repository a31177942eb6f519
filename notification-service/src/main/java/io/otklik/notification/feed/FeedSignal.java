package io.otklik.notification.feed;

import io.otklik.outbox.Wake;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * How replicas tell each other of new rows: NOTIFY, after the commit and never inside a transaction, where it would
 * serialise commits. One connection is taken from the pool for good to LISTEN; while it is lost, the tail's poll finds the rows.
 */
@ApplicationScoped
class FeedSignal {

    private static final Logger LOG = Logger.getLogger(FeedSignal.class);
    private static final String CHANNEL = "notification";

    private final Pool pool;
    private final Vertx vertx;
    private final FeedConfig config;
    private final String replica = UUID.randomUUID().toString();
    private final Wake send = new Wake(this::notifyOthers);
    private volatile PgConnection listening;
    private volatile boolean stopped;

    FeedSignal(Pool pool, Vertx vertx, FeedConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.config = config;
    }

    void send() {
        send.request();
    }

    private Uni<Void> notifyOthers() {
        return pool.preparedQuery("select pg_notify($1, $2)")
                .execute(Tuple.of(CHANNEL, replica))
                .onFailure()
                .invoke(failure -> LOG.debugf("Other replicas not told: %s", failure.getMessage()))
                .replaceWithVoid();
    }

    /** Calls {@code heard} when another replica has committed rows, and whenever listening begins (again). */
    void listen(Runnable heard) {
        if (stopped) {
            return;
        }
        pool.getConnection()
                .map(PgConnection::cast)
                .invoke(connection -> {
                    listening = connection;
                    connection.notificationHandler(message -> {
                        if (!replica.equals(message.getPayload())) {
                            heard.run();
                        }
                    });
                    connection.closeHandler(() -> listenLater(heard));
                })
                .call(connection -> connection.query("listen " + CHANNEL).execute())
                .subscribe()
                .with(connection -> heard.run(), failure -> failed(failure, heard));
    }

    private void failed(Throwable failure, Runnable heard) {
        LOG.debugf("Not listening, trying again: %s", failure.getMessage());
        PgConnection halfOpen = listening;
        if (halfOpen != null) {
            halfOpen.closeAndForget(); // its close handler listens later
        } else {
            listenLater(heard);
        }
    }

    private void listenLater(Runnable heard) {
        listening = null;
        vertx.setTimer(config.reconnectInterval().toMillis(), timer -> listen(heard));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }
}
