package io.otklik.identity.loginattempt;

import io.otklik.identity.account.LoginNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Slows down guessing. Accounts that do not exist are counted like those that do. It costs one statement before the
 * password is looked at, and a second one afterwards; what was refused here may cost some more.
 */
@ApplicationScoped
public class LoginAttempts {

    private static final Logger LOG = Logger.getLogger(LoginAttempts.class);

    /** What is answered when nothing is counted. */
    private static final Attempt UNCOUNTED = new Attempt("", new ClientAddress(""), false);

    /** How long an attempt waits for others. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(400);

    private final AttemptRows rows;
    private final LoginAttemptConfig config;
    private final Clock clock;
    private final Vertx vertx;
    private volatile long sweeper;

    LoginAttempts(AttemptRows rows, LoginAttemptConfig config, Clock clock, Vertx vertx) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        sweeper = vertx.setPeriodic(config.sweepInterval().toMillis(), timer -> sweepInTheBackground());
    }

    void stop(@Observes ShutdownEvent event) {
        LOG.debugf("Stopped: %s", vertx.cancelTimer(sweeper));
    }

    /**
     * Counts an attempt as a failure, for the time being. Waits while others are undecided that may make room for it. Fails
     * with {@link TooManyAttempts} and then counts nothing.
     */
    public Uni<Attempt> begin(String loginName, ClientAddress address) {
        if (!config.limited()) {
            return Uni.createFrom().item(UNCOUNTED);
        }
        return begin(LoginNames.folded(loginName), address, clock.instant().plus(PATIENCE), FIRST_LOOK);
    }

    /** By looking again and again, since those that are undecided may be another replica's. */
    private Uni<Attempt> begin(String name, ClientAddress address, Instant patience, Duration nextLook) {
        return rows.count(name, address, clock.instant())
                .chain(outcome -> outcome.closedBy().isEmpty()
                        ? Uni.createFrom().item(new Attempt(outcome.account(), address, !outcome.known()))
                        : refused(outcome.account(), address, outcome.closedBy().get(), patience)
                                .chain(() -> pause(nextLook))
                                .chain(() -> begin(name, address, patience, longer(nextLook))));
    }

    /** Fails unless waiting may help. */
    private Uni<Void> refused(String account, ClientAddress address, Limit by, Instant patience) {
        return rows.refused(account, address, by, clock.instant())
                .invoke(closed -> {
                    Instant now = clock.instant();
                    Duration pause = Duration.between(now, closed.until().orElse(now));
                    boolean mayOpen = closed.undecided() || pause.compareTo(Duration.ZERO) <= 0;
                    if (!mayOpen || now.isAfter(patience)) {
                        throw new TooManyAttempts(by, pause);
                    }
                })
                .replaceWithVoid();
    }

    /** A little more or less, so that those who wait do not all look at once. */
    private Uni<Void> pause(Duration about) {
        long millis = ThreadLocalRandom.current().nextLong(about.toMillis() / 2, about.toMillis() * 3 / 2);
        return Uni.createFrom().emitter(waiting -> vertx.setTimer(millis, timer -> waiting.complete(null)));
    }

    private static Duration longer(Duration look) {
        return look.compareTo(LONGEST_LOOK) < 0 ? look.multipliedBy(2) : look;
    }

    /** The attempt was no failure: takes it back, and the account is known at the address from now on. */
    public Uni<Void> succeeded(Attempt attempt) {
        return attempt == UNCOUNTED ? Uni.createFrom().voidItem() : rows.succeed(attempt, clock.instant());
    }

    /** The attempt was a failure, as it was counted: those who wait for it need not any longer. Never fails. */
    public Uni<Void> failed(Attempt attempt) {
        return decide(attempt, true);
    }

    /** The attempt came to no verdict, since something of ours failed: takes it back, if it can. Never fails. */
    public Uni<Void> undecided(Attempt attempt) {
        return decide(attempt, false);
    }

    private Uni<Void> decide(Attempt attempt, boolean failed) {
        return attempt == UNCOUNTED
                ? Uni.createFrom().voidItem()
                : rows.decide(attempt, failed, clock.instant())
                        .onFailure()
                        .invoke(failure -> LOG.debugf("Not decided: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }

    /** The person has shown otherwise that he is at this address, by his mailbox: forgives what failed there. */
    public Uni<Void> trust(long personId, ClientAddress address) {
        return config.limited()
                ? rows.trust("p" + personId, address, clock.instant())
                : Uni.createFrom().voidItem();
    }

    /** Clears away what counts no more; answers how many rows. */
    Uni<Integer> sweep() {
        Instant now = clock.instant();
        return rows.sweep(now.minus(config.keepFailures()), now.minus(config.keepKnown()));
    }

    private void sweepInTheBackground() {
        sweep().subscribe()
                .with(
                        swept -> LOG.debugf("Swept %d rows of login attempts", swept),
                        failure -> LOG.debugf("Not swept: %s", failure.getMessage()));
    }
}
