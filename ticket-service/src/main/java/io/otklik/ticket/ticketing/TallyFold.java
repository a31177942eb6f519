package io.otklik.ticket.ticketing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Folds the ticket counts once a second (V2__ticket_tallies.sql, V16__tally_of_priority.sql), and clears away what was folded. Counts
 * are exact without it, only slower to add up.
 */
@ApplicationScoped
class TallyFold {

    private static final Logger LOG = Logger.getLogger(TallyFold.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** Folded changes that may lie in the table, of which each list reads all pages. Autovacuum comes once a minute. */
    private static final int LITTER = 2_000;

    /**
     * While few pages have dead rows vacuum leaves the index alone, and with it the rows and the length of the file: a load of a million
     * tickets would be paid by each list from then on.
     */
    private static final String CLEAR = "vacuum (index_cleanup on) ticket_tally_change";

    private final Pool pool;
    private final AtomicBoolean clearing = new AtomicBoolean();
    private final AtomicLong litter = new AtomicLong();
    private volatile Cancellable ticking = () -> {};

    TallyFold(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event) {
        ticking = Multi.createFrom()
                .ticks()
                .every(PERIOD)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> fold())
                .subscribe()
                .with(folded -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.cancel();
    }

    private Uni<Void> fold() {
        return pool.query("select fold_ticket_tally()")
                .execute()
                .invoke(folded -> sweep(folded.iterator().next().getLong(0)))
                .onFailure()
                .invoke(failure -> LOG.debugf("Ticket counts not folded: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /** Beside the folding: to cut the file short, vacuum tries for up to 5 s to find the table unused. */
    private void sweep(long folded) {
        long found = litter.addAndGet(folded);
        if (found >= LITTER && clearing.compareAndSet(false, true)) {
            pool.query(CLEAR)
                    .execute()
                    .onTermination()
                    .invoke(() -> clearing.set(false))
                    .subscribe()
                    .with(
                            cleared -> litter.addAndGet(-found),
                            failure -> LOG.debugf("Folded changes not cleared: %s", failure.getMessage()));
        }
    }
}
