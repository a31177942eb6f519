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
import org.jboss.logging.Logger;

/**
 * Slows down guessing. Accounts that do not exist are counted like those that do. It costs one statement before the
 * password is looked at, and a second one after a login that succeeded or was refused here.
 */
@ApplicationScoped
public class LoginAttempts {

    private static final Logger LOG = Logger.getLogger(LoginAttempts.class);

    /** What is answered when nothing is counted. */
    private static final Attempt UNCOUNTED = new Attempt("", new ClientAddress(""), false);

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

    /** Counts an attempt as a failure, for the time being. Fails with {@link TooManyAttempts} and then counts nothing. */
    public Uni<Attempt> begin(String loginName, ClientAddress address) {
        if (!config.limited()) {
            return Uni.createFrom().item(UNCOUNTED);
        }
        return rows.count(LoginNames.folded(loginName), address, clock.instant())
                .chain(outcome -> outcome.closedBy().isEmpty()
                        ? Uni.createFrom().item(new Attempt(outcome.account(), address, !outcome.known()))
                        : refuse(outcome.account(), address, outcome.closedBy().get()));
    }

    private Uni<Attempt> refuse(String account, ClientAddress address, Limit by) {
        return rows.refused(account, address, by).map(until -> {
            Instant now = clock.instant();
            throw new TooManyAttempts(by, Duration.between(now, until.orElse(now)));
        });
    }

    /** The attempt was no failure: takes it back, and the account is known at the address from now on. */
    public Uni<Void> succeeded(Attempt attempt) {
        return attempt == UNCOUNTED
                ? Uni.createFrom().voidItem()
                : rows.succeed(attempt.account, attempt.address, attempt.everywhere, clock.instant());
    }

    /** The attempt came to no verdict, since something of ours failed: takes it back, if it can. Never fails. */
    public Uni<Void> undecided(Attempt attempt) {
        return attempt == UNCOUNTED
                ? Uni.createFrom().voidItem()
                : rows.takeBack(attempt)
                        .onFailure()
                        .invoke(failure -> LOG.debugf("Not taken back: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }

    /** The person has shown otherwise that he is at this address, by his mailbox: forgives what failed there. */
    public Uni<Void> trust(long personId, ClientAddress address) {
        return config.limited()
                ? rows.succeed("p" + personId, address, false, clock.instant())
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
