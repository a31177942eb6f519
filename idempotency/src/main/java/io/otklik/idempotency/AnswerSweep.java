package io.otklik.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets each hour what was answered more than a day ago. */
@ApplicationScoped
class AnswerSweep {

    private static final Logger LOG = Logger.getLogger(AnswerSweep.class);
    private static final Duration FIRST = Duration.ofMinutes(1); // not PERIOD: a process may never live that long
    private static final Duration PERIOD = Duration.ofHours(1);

    private final AnswerRows rows;
    private volatile Cancellable ticking = () -> {};

    AnswerSweep(AnswerRows rows) {
        this.rows = rows;
    }

    void start(@Observes StartupEvent event) {
        ticking = Multi.createFrom()
                .ticks()
                .startingAfter(FIRST)
                .every(PERIOD)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> sweepQuietly())
                .subscribe()
                .with(swept -> {});
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.cancel();
    }

    private Uni<Integer> sweepQuietly() {
        return rows.sweep()
                .onFailure()
                .invoke(failure -> LOG.warnf("Kept answers are not swept this time: %s", failure.getMessage()))
                .onFailure()
                .recoverWithItem(0);
    }
}
