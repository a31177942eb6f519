package io.otklik.notification;

import io.otklik.events.Event;
import io.otklik.notification.feed.Feed;
import io.otklik.notification.feed.FeedTail;
import io.otklik.notification.mail.MailQueue;
import io.otklik.outbox.EffectsConsumer;
import io.otklik.outbox.Replay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to tickets, taken in: the feed and the mail of a batch are one transaction, then readers and senders are woken. */
@ApplicationScoped
public class TicketEvents {

    private final EffectsConsumer effects;
    private final Replay replay;
    private final Feed feed;
    private final FeedTail tail;
    private final MailQueue mail;

    TicketEvents(EffectsConsumer effects, Replay replay, Feed feed, FeedTail tail, MailQueue mail) {
        this.effects = effects;
        this.replay = replay;
        this.feed = feed;
        this.tail = tail;
        this.mail = mail;
    }

    /** Completes when the batch is in the database, or put aside. */
    @Incoming("tickets")
    public Uni<Void> apply(ConsumerRecords<byte[], byte[]> records) {
        return effects.apply(records, this::write).invoke(tail::wake).invoke(mail::wake);
    }

    /**
     * Applies once more what was put aside.
     *
     * @param topic null: all
     * @param after null: from the first
     */
    public Uni<Replay.Outcome> replay(String topic, Replay.Place after) {
        return replay.run(topic, after, this::write).invoke(tail::wake).invoke(mail::wake);
    }

    /** One after the other without waiting in between. The feed comes last: its lock is held until the commit. */
    private Uni<Void> write(SqlConnection tx, List<Event> events) {
        return Uni.combine()
                .all()
                .unis(mail.write(tx, events), feed.write(tx, events))
                .discardItems();
    }
}
