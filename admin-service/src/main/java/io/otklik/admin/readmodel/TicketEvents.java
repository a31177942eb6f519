package io.otklik.admin.readmodel;

import io.otklik.outbox.EffectsConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to tickets, taken into the history and the statistics. */
@ApplicationScoped
public class TicketEvents {

    private final EffectsConsumer effects;
    private final ReadModels readModels;

    TicketEvents(EffectsConsumer effects, ReadModels readModels) {
        this.effects = effects;
        this.readModels = readModels;
    }

    /** Completes when the batch is in the database, or put aside. */
    @Incoming("tickets")
    public Uni<Void> apply(ConsumerRecords<byte[], byte[]> records) {
        return effects.apply(records, readModels::write);
    }
}
