package io.otklik.notification.mail;

import io.otklik.events.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where mail is left to be sent. Kafka never waits for a mail server. */
@ApplicationScoped
public class MailQueue {

    private final MailLedger ledger;
    private final Postman postman;
    private final AtomicBoolean queued = new AtomicBoolean(); // since the last wake

    MailQueue(MailLedger ledger, Postman postman) {
        this.ledger = ledger;
        this.postman = postman;
    }

    /** Queues the events' mail, once, by the connection of an open transaction. {@link #wake} follows the commit. */
    public Uni<Void> write(SqlConnection tx, List<Event> events) {
        List<Letter> letters =
                events.stream().map(Letter::by).flatMap(Optional::stream).toList();
        if (letters.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return ledger.queue(tx, letters).invoke(() -> queued.set(true));
    }

    /** Queues a link for a new password, once, and has it sent. Completes when the ledger has it. */
    public Uni<Void> accept(PasswordResetMail mail) {
        return ledger.queue(Letter.of(mail)).invoke(postman::wake);
    }

    /** Tells this replica's postman when there may be mail. Returns at once and never fails: he looks by himself, too. */
    public void wake() {
        if (queued.getAndSet(false)) {
            postman.wake();
        }
    }
}
