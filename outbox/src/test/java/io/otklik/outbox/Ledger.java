package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.TicketEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A consumer as services write them. */
@ApplicationScoped
class Ledger {

    private final EffectsConsumer effects;
    private final ConcurrentMap<UUID, Integer> offered = new ConcurrentHashMap<>();
    private final ConcurrentMap<UUID, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    Ledger(EffectsConsumer effects) {
        this.effects = effects;
    }

    @Incoming("tickets")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return effects.apply(records, this::write);
    }

    Uni<Void> write(SqlConnection tx, List<Event> events) {
        for (Event event : events) {
            offered.merge(event.eventId(), 1, Integer::sum);
            firstOffer(event.eventId()).complete(null);
        }
        List<Tuple> rows = events.stream()
                .map(event -> (TicketEvent) event)
                .map(event -> Tuple.of(
                        event.eventId(), event.ticket().id(), event.ticket().subject()))
                .toList();
        return tx.preparedQuery("insert into applied (event_id, ticket_id, subject) values ($1, $2, $3)"
                        + " on conflict (event_id) do nothing")
                .executeBatch(rows)
                .replaceWithVoid();
    }

    /** Completes when the event arrives for the first time. */
    CompletableFuture<Void> firstOffer(UUID event) {
        return awaited.computeIfAbsent(event, id -> new CompletableFuture<>());
    }

    /** How often the event was offered, in transactions that committed or not. */
    int timesOffered(UUID event) {
        return offered.getOrDefault(event, 0);
    }
}
