package io.otklik.notification.feed;

import io.otklik.outbox.Complaint;
import io.otklik.outbox.Signal;
import io.otklik.outbox.Wake;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The end of the feed as this replica follows it: each row once, in the order of ids, whoever wrote it. It looks when its
 * own consumer has committed, when another replica says so by NOTIFY, and every half second in case that nobody did.
 */
@ApplicationScoped
public class FeedTail {

    private static final Logger LOG = Logger.getLogger(FeedTail.class);
    private static final int BATCH = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Pool pool;
    private final Vertx vertx;
    private final FeedConfig config;
    private final Signal signal;
    private final List<Consumer<List<Notification>>> followers = new CopyOnWriteArrayList<>();
    private final Wake look = new Wake(this::look);
    private final Complaint unreadable = new Complaint(LOG, "The feed cannot be read", "The feed can be read again");
    private final Uni<Void> started;
    private volatile long head = -1; // the greatest id that followers were given; written by one look at a time

    FeedTail(Pool pool, Vertx vertx, FeedConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.config = config;
        this.signal = new Signal(pool, vertx, "notification");
        this.started = position().memoize().indefinitely();
    }

    void start(@Observes StartupEvent event) {
        started.subscribe().with(done -> follow());
    }

    void stop(@Observes ShutdownEvent event) {
        signal.stop();
    }

    private void follow() {
        signal.listen(look::request);
        vertx.setPeriodic(config.pollInterval().toMillis(), timer -> look.request());
    }

    /** The greatest id that is committed, here or by any replica. */
    public Uni<Long> committed() {
        return pool.query("select coalesce(max(id), 0) as head from notification")
                .execute()
                .map(rows -> rows.iterator().next().getLong("head"));
    }

    private Uni<Void> position() {
        return committed()
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(last -> head = last)
                .replaceWithVoid();
    }

    /** Completes when the tail has its place: whoever follows from then on gets every row that is committed later. */
    public Uni<Void> started() {
        return started;
    }

    /** The greatest id that followers were given; a row with a greater one is still to come to them. */
    public long head() {
        return head;
    }

    /** Gives the rows to come to {@code follower}, in order and by one thread at a time. It must not block. */
    public void follow(Consumer<List<Notification>> follower) {
        followers.add(follower);
    }

    /** Tells this replica, and then the others, that rows are committed. Returns at once and never fails. */
    public void wake() {
        look.request();
        signal.send();
    }

    private Uni<Void> look() {
        if (head < 0) {
            return Uni.createFrom().voidItem(); // the first look finds it
        }
        return pool.preparedQuery(FeedSql.TAIL)
                .execute(Tuple.of(head, BATCH))
                .invoke(this::deliver)
                .chain(rows -> rows.size() == BATCH ? look() : Uni.createFrom().voidItem())
                .onCancellation()
                .invoke(() -> unreadable.raise("no answer")) // for so long that Wake gave up
                .onFailure()
                .invoke(failure -> unreadable.raise(failure.toString()))
                .invoke(unreadable::settle);
    }

    private void deliver(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return;
        }
        List<Notification> news = new ArrayList<>(rows.size());
        long last = head;
        for (Row row : rows) {
            last = row.getLong("id");
            if (Kind.KNOWN.contains(row.getString("kind"))) {
                news.add(FeedSql.notification(row));
            }
        }
        for (Consumer<List<Notification>> follower : followers) {
            try {
                follower.accept(news);
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "Notifications up to %d were not delivered", last);
            }
        }
        head = last;
    }
}
