package io.otklik.notification.mail;

import io.otklik.outbox.Complaint;
import io.otklik.outbox.Wake;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends what the ledger holds. A mail is claimed, given to the server, and marked by what the server said:
 *
 * <ul>
 *   <li>taken: {@code sent};
 *   <li>refused for good (5xx, but for the login): tried some times more, then {@code failed};
 *   <li>expired before a server took it: {@code failed}, never sent;
 *   <li>handed over and not answered, so that the server may have taken it: tried some times more, with long pauses, or a slow
 *       server would deliver it for ever; then {@code failed};
 *   <li>anything else, that is no server or a passing refusal: tried for ever, with growing pauses. When there is a server
 *       again, what waited for one becomes due at once.
 * </ul>
 */
@ApplicationScoped
class Postman {

    private static final Logger LOG = Logger.getLogger(Postman.class);
    private static final String NO_SERVER = "no server: ";
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final List<Integer> LOGIN_REFUSALS = List.of(530, 534, 535, 538);

    private final MailLedger ledger;
    private final Composer composer;
    private final MailServer server;
    private final MailSettings settings;
    private final Vertx vertx;
    private final Semaphore places; // one for each mail that is being sent
    private final Wake claims =
            new Wake(this::claim); // one at a time, so that one takes all places that are free by then
    private final Complaint unclaimable = new Complaint(LOG, "Mail cannot be claimed", "Mail can be claimed again");
    private volatile boolean serverAway;
    private volatile boolean stopped;

    Postman(MailLedger ledger, Composer composer, MailServer server, MailSettings settings, Vertx vertx) {
        this.ledger = ledger;
        this.composer = composer;
        this.server = server;
        this.settings = settings;
        this.vertx = vertx;
        this.places = new Semaphore(settings.concurrency());
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(settings.pollInterval().toMillis(), timer -> wake());
    }

    /** Waits a moment for mail that is under way, so that it need not be sent again. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopped = true;
        if (!places.tryAcquire(settings.concurrency(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Stopping with mail under way; it will be sent again");
        }
    }

    /** Says that there may be mail, or a place for it. Returns at once and never fails. */
    void wake() {
        claims.request();
    }

    /** Claims as many mails as there are free places. */
    private Uni<Void> claim() {
        int free = places.drainPermits();
        if (free == 0 || stopped) {
            places.release(free);
            return Uni.createFrom().voidItem();
        }
        return ledger.claim(free, settings.lease())
                .onCancellation()
                .invoke(() -> notClaimed(free, "no answer")) // for so long that Wake gave up
                .onFailure()
                .invoke(failure -> notClaimed(free, failure.toString()))
                .invoke(claimed -> unclaimable.settle())
                .invoke(claimed -> places.release(free - claimed.size()))
                .invoke(claimed -> claimed.forEach(this::deliver))
                .replaceWithVoid();
    }

    private void notClaimed(int free, String reason) {
        places.release(free);
        unclaimable.raise(reason);
    }

    private void deliver(ClaimedMail mail) {
        send(mail)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "Mail %d: its outcome cannot be noted, so it will be sent again: %s",
                        mail.id(), failure.getMessage()))
                .eventually(this::placeIsFree)
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private void placeIsFree() {
        places.release();
        wake();
    }

    private Uni<Void> send(ClaimedMail mail) {
        if (mail.expired()) {
            LOG.warnf("Mail %d is given up: it has expired", mail.id());
            return ledger.failed(mail, "expired");
        }
        return Uni.createFrom()
                .deferred(() -> composer.compose(mail))
                .chain(server::send)
                .onItemOrFailure()
                .transformToUni((done, failure) -> failure == null ? sent(mail) : notSent(mail, failure));
    }

    private Uni<Void> sent(ClaimedMail mail) {
        LOG.debugf("Mail %d sent, attempt %d", mail.id(), mail.attempts());
        Uni<Void> noted = ledger.sent(mail);
        if (!serverAway) {
            return noted;
        }
        serverAway = false;
        return noted.call(() -> ledger.hurry(NO_SERVER))
                .invoke(() -> LOG.info("The mail server is back"))
                .replaceWithVoid();
    }

    private Uni<Void> notSent(ClaimedMail mail, Throwable failure) {
        if (failure instanceof SMTPException refusal) {
            return refused(mail, refusal);
        }
        if (failure instanceof IllegalArgumentException) {
            LOG.warnf("Mail %d is given up: its address or contents cannot be sent", mail.id());
            return ledger.failed(mail, "cannot be sent: " + failure.getMessage());
        }
        if (failure instanceof Unanswered) {
            return unanswered(mail, failure.getMessage());
        }
        if (!serverAway) {
            serverAway = true;
            LOG.warnf("The mail server is away, trying on: %s", failure.toString());
        }
        return ledger.retry(mail, pause(mail), NO_SERVER + failure);
    }

    private Uni<Void> refused(ClaimedMail mail, SMTPException refusal) {
        String reason = "refused: " + refusal.getReplyCode() + " " + refusal.getReplyMessage();
        boolean forGood = refusal.isPermanent() && !LOGIN_REFUSALS.contains(refusal.getReplyCode());
        if (forGood && mail.attempts() >= settings.refusals()) {
            LOG.warnf("Mail %d is given up after %d attempts: %d", mail.id(), mail.attempts(), refusal.getReplyCode());
            return ledger.failed(mail, reason);
        }
        LOG.warnf("Mail %d refused (attempt %d): %d", mail.id(), mail.attempts(), refusal.getReplyCode());
        return ledger.retry(mail, pause(mail), reason);
    }

    private Uni<Void> unanswered(ClaimedMail mail, String reason) {
        LOG.warnf("Mail %d: %s (attempt %d)", mail.id(), reason, mail.attempts());
        if (mail.doubts() + 1 >= settings.doubts()) {
            LOG.warnf("Mail %d is given up: handed over %d times", mail.id(), settings.doubts());
            return ledger.failed(mail, reason);
        }
        return ledger.doubt(mail, doubled(settings.firstDoubt(), mail.doubts()), reason);
    }

    private static Duration doubled(Duration first, int times) {
        return first.multipliedBy(1L << Math.min(times, 16));
    }

    private Duration pause(ClaimedMail mail) {
        Duration pause = doubled(settings.firstRetry(), mail.attempts() - 1);
        return pause.compareTo(settings.longestRetry()) < 0 ? pause : settings.longestRetry();
    }
}
