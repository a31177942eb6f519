package io.otklik.outbox;

import io.otklik.events.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Puts records aside that cannot be applied: into {@code <topic>.dlq}, key {@code topic-partition-offset}, value and headers as they
 * were, the reason and the place in headers {@code dead_letter_*}. Each once: the table dead_letter remembers. Only a crash
 * between Kafka's acknowledgement and that row sends a record again, under the same key.
 */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final String SMALLRYE_HEADERS = "__smallrye";
    private static final int MAX_REASON = 500;

    private final Pool pool;
    private final KafkaClients clients;
    private final ExecutorService sender = Executors.newSingleThreadExecutor(DeadLetters::newThread);
    private final RenewedProducer producer;

    DeadLetters(Pool pool, KafkaClients clients) {
        this.pool = pool;
        this.clients = clients;
        this.producer = new RenewedProducer(() -> clients.producer("dead-letters"));
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "otklik-dead-letters");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Completes when the record is in the dead letter topic and remembered, however long Kafka or the database are away.
     *
     * @param reason kept in logs, table and header; must not quote the record
     */
    Uni<Void> put(ConsumerRecord<byte[], byte[]> record, String reason) {
        String brief = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        return untilDone(record, isKnown(record)).chain(known -> {
            if (known) {
                return Uni.createFrom().voidItem();
            }
            return untilDone(record, send(record, brief)).chain(() -> untilDone(record, remember(record, brief)));
        });
    }

    private static <T> Uni<T> untilDone(ConsumerRecord<byte[], byte[]> record, Uni<T> step) {
        return step.ifNoItem()
                .after(EffectsConsumer.LIMIT)
                .fail()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Dead letter %s has to wait: %s", EventRecord.name(record), failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(EffectsConsumer.FIRST_PAUSE, EffectsConsumer.LONGEST_PAUSE)
                .indefinitely();
    }

    private Uni<Boolean> isKnown(ConsumerRecord<byte[], byte[]> record) {
        return pool.preparedQuery("select 1 from dead_letter where topic = $1 and partition = $2 and \"offset\" = $3")
                .execute(place(record))
                .map(RowSet::size)
                .map(rows -> rows > 0);
    }

    private Uni<Void> remember(ConsumerRecord<byte[], byte[]> record, String reason) {
        return pool.preparedQuery("insert into dead_letter (topic, partition, \"offset\", reason)"
                        + " values ($1, $2, $3, $4) on conflict do nothing")
                .execute(place(record).addString(reason))
                .invoke(() -> LOG.errorf("Dead letter %s: %s", EventRecord.name(record), reason))
                .replaceWithVoid();
    }

    private static Tuple place(ConsumerRecord<byte[], byte[]> record) {
        return Tuple.of(record.topic(), record.partition(), record.offset());
    }

    private Uni<Void> send(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = letter(record, reason);
        return Uni.createFrom()
                .<Void>emitter(result -> producer.send(letter, refusal -> tell(result, refusal)))
                .runSubscriptionOn(sender);
    }

    private static void tell(UniEmitter<? super Void> result, Exception refusal) {
        if (refusal == null) {
            result.complete(null);
        } else {
            result.fail(refusal);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topic.named(record.topic()).deadLetterTopicName(),
                null,
                bytes(EventRecord.name(record)),
                record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(SMALLRYE_HEADERS)) {
                letter.headers().add(header);
            }
        }
        letter.headers()
                .add("dead_letter_reason", bytes(reason))
                .add("dead_letter_topic", bytes(record.topic()))
                .add("dead_letter_partition", bytes(Integer.toString(record.partition())))
                .add("dead_letter_offset", bytes(Long.toString(record.offset())))
                .add("dead_letter_service", bytes(clients.service()));
        return letter;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        sender.shutdownNow();
        producer.close();
    }
}
