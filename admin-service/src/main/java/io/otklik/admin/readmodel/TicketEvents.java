package io.otklik.admin.readmodel;

import io.otklik.admin.communication.Communications;
import io.otklik.events.Event;
import io.otklik.outbox.EffectsConsumer;
import io.otklik.outbox.Replay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to tickets, taken into the history and the statistics; the communications about a deleted one go with it. */
@ApplicationScoped
public class TicketEvents {

    private final EffectsConsumer effects;
    private final Replay replay;
    private final ReadModels readModels;
    private final Communications communications;

    TicketEvents(EffectsConsumer effects, Replay replay, ReadModels readModels, Communications communications) {
        this.effects = effects;
        this.replay = replay;
        this.readModels = readModels;
        this.communications = communications;
    }

    /** Completes when the batch is in the database, or put aside. */
    @Incoming("tickets")
    public Uni<Void> apply(ConsumerRecords<byte[], byte[]> records) {
        return effects.apply(records, this::write);
    }

    /**
     * Applies once more what was put aside.
     *
     * @param topic null: all
     * @param after null: from the first
     */
    public Uni<Replay.Outcome> replay(String topic, Replay.Place after) {
        return replay.run(topic, after, this::write);
    }

    private Uni<Void> write(SqlConnection tx, List<Event> events) {
        return readModels.write(tx, events).chain(() -> communications.forget(tx, events));
    }
}
