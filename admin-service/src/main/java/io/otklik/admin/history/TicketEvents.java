package io.otklik.admin.history;

import io.otklik.outbox.EffectsConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to tickets, taken into the history. */
@ApplicationScoped
public class TicketEvents {

    private final EffectsConsumer effects;
    private final History history;

    TicketEvents(EffectsConsumer effects, History history) {
        this.effects = effects;
        this.history = history;
    }

    /** Completes when the batch is in the database, or put aside. */
    @Incoming("tickets")
    public Uni<Void> apply(ConsumerRecords<byte[], byte[]> records) {
        return effects.apply(records, history::write);
    }
}
