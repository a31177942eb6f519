package io.otklik.outbox;

import io.otklik.events.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Applies batches of events, each batch in one transaction, and loses none.
 *
 * <ul>
 *   <li>While the surroundings fail (database away, pool exhausted, schema missing) it repeats the batch for ever, with pauses from
 *       100 ms to 2 s, and puts nothing aside.
 *   <li>When a record fails (not an event of ours, or its effects violate the schema) it repeats the batch record by record in order and puts
 *       aside only the culprit, into {@code <topic>.dlq}. A record is blamed only when the database answers right after.
 *   <li>Events of unknown types are passed over: their writer is newer.
 * </ul>
 */
@ApplicationScoped
public class EffectsConsumer {

    static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** For a transaction: a database host that vanished says nothing, and TCP notices only after a quarter of an hour. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(EffectsConsumer.class);

    private final Pool pool;
    private final DeadLetters deadLetters;
    private final Duration limit;
    private final Complaint away = new Complaint(LOG, "Effects wait for the database", "Effects go on");

    @Inject
    EffectsConsumer(Pool pool, DeadLetters deadLetters) {
        this(pool, deadLetters, LIMIT);
    }

    EffectsConsumer(Pool pool, DeadLetters deadLetters, Duration limit) {
        this.pool = pool;
        this.deadLetters = deadLetters;
        this.limit = limit;
    }

    /**
     * Completes when each record of the batch is applied, passed over or put aside; so its offsets may be committed. Never fails.
     * Blocks no thread, and {@code effects} must not either: they are called on an event loop.
     */
    public Uni<Void> apply(ConsumerRecords<byte[], byte[]> records, Effects effects) {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
        records.forEach(batch::add);
        return whileSurroundingsFail(Uni.createFrom().deferred(() -> together(batch, effects)))
                .onFailure()
                .recoverWithUni(failure -> oneByOne(batch, effects));
    }

    private Uni<Void> together(List<ConsumerRecord<byte[], byte[]>> batch, Effects effects) {
        List<Event> events = new ArrayList<>(batch.size());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                EventRecord.read(record).ifPresent(events::add);
            } catch (UndecodableRecord culprit) {
                return Uni.createFrom().failure(culprit);
            }
        }
        return write(events, effects);
    }

    private Uni<Void> oneByOne(List<ConsumerRecord<byte[], byte[]>> batch, Effects effects) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(record -> alone(record, effects))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> alone(ConsumerRecord<byte[], byte[]> record, Effects effects) {
        Optional<Event> event;
        try {
            event = EventRecord.read(record);
        } catch (UndecodableRecord culprit) {
            return deadLetters.put(record, culprit.getMessage());
        }
        Uni<Void> attempt = Uni.createFrom()
                .deferred(() -> write(event.map(List::of).orElse(List.of()), effects))
                .onFailure(Blame::mayBeTheRecords)
                .call(this::probe);
        return whileSurroundingsFail(attempt)
                .onFailure()
                .recoverWithUni(culprit -> deadLetters.put(record, reason(culprit)));
    }

    private Uni<Void> write(List<Event> events, Effects effects) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Transactions.in(pool, tx -> effects.write(tx, events))
                .ifNoItem()
                .after(limit)
                .fail();
    }

    /** Fails as the database does, so that a record is not blamed for that. */
    private Uni<?> probe() {
        return pool.query("select 1")
                .execute()
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .transform(SurroundingsFailed::new);
    }

    private Uni<Void> whileSurroundingsFail(Uni<Void> attempt) {
        return attempt.onFailure(EffectsConsumer::isOfSurroundings)
                .invoke(failure -> away.raise(failure.toString()))
                .onFailure(EffectsConsumer::isOfSurroundings)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .invoke(away::settle);
    }

    private static boolean isOfSurroundings(Throwable failure) {
        return failure instanceof SurroundingsFailed
                || !(failure instanceof UndecodableRecord) && !Blame.mayBeTheRecords(failure);
    }

    /** Names, never values: PostgreSQL's detail quotes them. */
    static String reason(Throwable culprit) {
        if (culprit instanceof PgException refusal) {
            String constraint = refusal.getConstraint();
            return "SQLSTATE " + refusal.getSqlState() + (constraint == null ? "" : ", constraint " + constraint);
        }
        return culprit.getClass().getSimpleName();
    }

    /** The probe failed: the record's failure proves nothing. */
    private static final class SurroundingsFailed extends Exception {

        private static final long serialVersionUID = 1;

        SurroundingsFailed(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }
}
