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
import org.jboss.logging.Logger;

/** Folds the ticket counts once a second (V2__ticket_tallies.sql). Counts are exact without it, only slower to add up. */
@ApplicationScoped
class TallyFold {

    private static final Logger LOG = Logger.getLogger(TallyFold.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Pool pool;
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
                .onFailure()
                .invoke(failure -> LOG.debugf("Ticket counts not folded: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
