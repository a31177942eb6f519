package io.otklik.outbox;

import io.otklik.events.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Applies the dead letters of this service once more, when what made them dead is mended: each from its place in the topic, which keeps
 * it, in one transaction with its row in dead_letter. So each is applied or remains, and other services hear nothing of it.
 */
@ApplicationScoped
public class Replay {

    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLLS = 10;

    /** Few enough for an answer to be small. */
    private static final int PAGE = 500;

    /**
     * With what the last letter may take, some 60 s, less than the 90 s after which a service may end a connection on which nothing
     * moves: whoever asked would not hear what came of it.
     */
    private static final Duration PAGE_TIME = Duration.ofSeconds(20);

    private static final String LETTERS = """
            select topic, partition, "offset" from dead_letter
            where ($1::text is null or topic = $1)
              and ($2::text is null or (topic, partition, "offset") > ($2, $3, $4))
            order by topic, partition, "offset" limit $5""";
    private static final String FORGET =
            "delete from dead_letter where topic = $1 and partition = $2 and \"offset\" = $3";

    private final Pool pool;
    private final KafkaClients clients;

    Replay(Pool pool, KafkaClients clients) {
        this.pool = pool;
        this.clients = clients;
    }

    /**
     * What became of some of the dead letters there were.
     *
     * @param applied how many are dead letters no more
     * @param kept the others, each as {@code <topic>-<partition>-<offset>: <reason>}
     * @param next the last place, after which there may be more; null: there are none
     */
    public record Outcome(long applied, List<String> kept, String next) {}

    /**
     * Goes through at most 500 of them, in the order of their places, and begins none but the first after 20 s. When Kafka or the
     * database go away it emits what it has done until then; fails when they are away from the first on.
     *
     * @param topic whose dead letters; null: all
     * @param after where the outcome before this one said that there may be more; null: from the first
     */
    public Uni<Outcome> run(String topic, Place after, Effects effects) {
        return run(topic, after, effects, PAGE_TIME);
    }

    Uni<Outcome> run(String topic, Place after, Effects effects, Duration time) {
        long begun = System.nanoTime();
        BooleanSupplier late = () -> System.nanoTime() - begun >= time.toNanos();
        Tuple wanted = after == null
                ? Tuple.of(topic, null, null, null, PAGE)
                : Tuple.of(topic, after.topic, after.partition, after.offset, PAGE);
        return pool.preparedQuery(LETTERS)
                .execute(wanted)
                .map(Replay::places)
                .chain(places -> places.isEmpty()
                        ? Uni.createFrom().item(new Outcome(0, List.of(), null))
                        : run(places, effects, late));
    }

    private static List<Place> places(RowSet<Row> rows) {
        List<Place> places = new ArrayList<>(rows.size());
        rows.forEach(row -> places.add(Place.of(row)));
        return places;
    }

    private Uni<Outcome> run(List<Place> places, Effects effects, BooleanSupplier late) {
        return onWorker(() -> clients.picker("replay")).chain(log -> fate(places.get(0), log, effects)
                .chain(first -> others(places, log, effects, late).map(others -> outcome(places, first, others)))
                .eventually(() -> onWorker(() -> closed(log))));
    }

    /** The fates of those after the first, as far as it comes. */
    private Uni<List<String>> others(
            List<Place> places, Consumer<byte[], byte[]> log, Effects effects, BooleanSupplier late) {
        return Multi.createFrom()
                .iterable(places.subList(1, places.size()))
                .onItem()
                .transformToUniAndConcatenate(
                        place -> late.getAsBoolean() ? Uni.createFrom().nullItem() : fate(place, log, effects))
                .onFailure()
                .invoke(away -> LOG.warn("A replay ends before its end", away))
                .onFailure()
                .recoverWithCompletion()
                .collect()
                .asList();
    }

    private Uni<String> fate(Place place, Consumer<byte[], byte[]> log, Effects effects) {
        return onWorker(() -> place.in(log))
                .chain(record -> apply(place, record, effects))
                .onFailure(Replay::isOfTheRecord)
                .recoverWithItem(culprit -> kept(place, culprit));
    }

    /** @param others the fates of those right after the first; further ones were not begun, or are not known */
    private static Outcome outcome(List<Place> places, String first, List<String> others) {
        List<String> kept = Stream.concat(Stream.of(first), others.stream())
                .filter(fate -> !fate.isEmpty())
                .toList();
        int done = 1 + others.size();
        String last = places.get(done - 1).toString();
        boolean complete = done == places.size() && done < PAGE;
        return new Outcome(done - kept.size(), kept, complete ? null : last);
    }

    /** Emits an empty string. */
    private Uni<String> apply(Place place, Optional<ConsumerRecord<byte[], byte[]>> record, Effects effects) {
        List<Event> events;
        try {
            events = EventRecord.read(record.orElseThrow(() -> new UndecodableRecord("not in Kafka any more", null)))
                    .map(List::of)
                    .orElse(List.of());
        } catch (UndecodableRecord culprit) {
            return Uni.createFrom().failure(culprit);
        }
        return Transactions.in(pool, tx -> forget(tx, place).chain(() -> write(tx, events, effects)))
                .ifNoItem()
                .after(EffectsConsumer.LIMIT)
                .fail()
                .invoke(() -> LOG.infof("Dead letter %s is applied", place))
                .replaceWith("");
    }

    private static Uni<Void> forget(SqlConnection tx, Place place) {
        return tx.preparedQuery(FORGET)
                .execute(Tuple.of(place.topic(), place.partition(), place.offset()))
                .replaceWithVoid();
    }

    private static Uni<Void> write(SqlConnection tx, List<Event> events, Effects effects) {
        return events.isEmpty() ? Uni.createFrom().voidItem() : effects.write(tx, events);
    }

    private static boolean isOfTheRecord(Throwable failure) {
        return failure instanceof UndecodableRecord
                || !(failure instanceof KafkaException) && Blame.mayBeTheRecords(failure);
    }

    private static String kept(Place place, Throwable culprit) {
        String reason = culprit instanceof UndecodableRecord ? culprit.getMessage() : EffectsConsumer.reason(culprit);
        LOG.warnf("Dead letter %s remains: %s", place, reason);
        return place + ": " + reason;
    }

    private static Consumer<byte[], byte[]> closed(Consumer<byte[], byte[]> log) {
        log.close();
        return log;
    }

    private static <T> Uni<T> onWorker(Supplier<T> blocking) {
        return Uni.createFrom().item(blocking).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Where a record lies. */
    public record Place(String topic, int partition, long offset) {

        private static final Pattern TEXT = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");

        /** Of {@code <topic>-<partition>-<offset>}; fails with an {@link IllegalArgumentException} on anything else. */
        public static Place fromString(String text) {
            Matcher place = TEXT.matcher(text);
            if (!place.matches()) {
                throw new IllegalArgumentException(text);
            }
            return new Place(place.group(1), Integer.parseInt(place.group(2)), Long.parseLong(place.group(3)));
        }

        static Place of(Row row) {
            return new Place(row.getString("topic"), row.getInteger("partition"), row.getLong("offset"));
        }

        /** Blocks. Empty when the topic does not hold it any more, or was begun anew. */
        Optional<ConsumerRecord<byte[], byte[]>> in(Consumer<byte[], byte[]> log) {
            TopicPartition here = new TopicPartition(topic, partition);
            List<TopicPartition> asked = List.of(here);
            log.assign(asked);
            if (offset < log.beginningOffsets(asked).get(here)
                    || offset >= log.endOffsets(asked).get(here)) {
                return Optional.empty();
            }
            log.seek(here, offset);
            for (int i = 0; i < POLLS; i++) {
                for (ConsumerRecord<byte[], byte[]> record : log.poll(POLL)) {
                    return Optional.of(record).filter(found -> found.offset() == offset);
                }
            }
            throw new TimeoutException("Kafka does not give " + this);
        }

        @Override
        public String toString() {
            return topic + "-" + partition + "-" + offset;
        }
    }
}
