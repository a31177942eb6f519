package io.otklik.identity.passwordreset;

import io.otklik.outbox.Wake;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Grants wishes and hands mails over to notification-service, each until it is accepted or has expired, with growing pauses.
 * Every replica runs one; they take different rows.
 */
@ApplicationScoped
class ResetCourier {

    private static final Logger LOG = Logger.getLogger(ResetCourier.class);
    private static final int AT_ONCE = 4;
    private static final int LONGEST_PAUSE_SECONDS = 60;

    /** Longer than a batch can take: {@link ResetRows#BATCH} mails, {@link #AT_ONCE} at once, at 5 s each. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** A round whose database died without a word must not be the last one. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final ResetRows rows;
    private final MailHandover receiver;
    private final ResetConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private final Wake wake;
    private final List<Long> timers = new ArrayList<>();
    private volatile boolean databaseAway;

    ResetCourier(ResetRows rows, MailHandover receiver, ResetConfig config, Clock clock, Vertx vertx) {
        this.rows = rows;
        this.receiver = receiver;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.wake = new Wake(this::work, LONGEST_ROUND);
    }

    void start(@Observes StartupEvent event) {
        timers.add(vertx.setPeriodic(config.pollInterval().toMillis(), timer -> wake()));
        timers.add(vertx.setPeriodic(config.sweepInterval().toMillis(), timer -> sweep()));
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(timer -> LOG.debugf("Stopped: %s", vertx.cancelTimer(timer)));
    }

    /** Returns at once. At most one round runs; one more follows when this was called meanwhile. */
    void wake() {
        wake.request();
    }

    private Uni<Void> work() {
        return all(rows::grantNext)
                .chain(() -> all(this::deliverBatch))
                .invoke(() -> databaseAway = false)
                .onFailure()
                .recoverWithUni(this::away);
    }

    /** Repeats the step as long as it says that there may be more. */
    private static Uni<Void> all(Supplier<Uni<Boolean>> step) {
        return Uni.createFrom()
                .deferred(step::get)
                .repeat()
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> deliverBatch() {
        return rows.claim(clock.instant(), LEASE).call(this::deliver).map(mails -> mails.size() == ResetRows.BATCH);
    }

    private Uni<Void> deliver(List<UnsentMail> mails) {
        return Multi.createFrom()
                .iterable(mails)
                .onItem()
                .transformToUni(this::deliver)
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> deliver(UnsentMail mail) {
        return receiver.handOver(mail)
                .map(accepted -> true)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The mail of reset %s was not taken, attempt %d: %s",
                        mail.id(), mail.attempts(), failure.getMessage()))
                .onFailure()
                .recoverWithItem(false)
                .chain(accepted -> accepted
                        ? rows.mailed(mail.id(), clock.instant())
                        : rows.postponed(mail.id(), clock.instant().plus(pause(mail.attempts()))));
    }

    /** 1 s, 2 s, 4 s and so on up to a minute. */
    private static Duration pause(int attempts) {
        return Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(attempts - 1, 30)));
    }

    private Uni<Void> away(Throwable failure) {
        if (!databaseAway) {
            databaseAway = true;
            LOG.warnf("Password resets wait: %s", failure.getMessage());
        }
        return Uni.createFrom().voidItem();
    }

    private void sweep() {
        rows.sweep(clock.instant())
                .subscribe()
                .with(
                        swept -> LOG.debugf("Swept %d expired resets", swept),
                        failure -> LOG.debugf("Not swept: %s", failure.getMessage()));
    }
}
