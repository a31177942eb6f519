package io.otklik.admin.readmodel;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** otklik.tickets from its start to the end that it has now. Of no consumer group. Blocks. */
final class TicketLog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TicketLog.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int BATCH = 2_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Set<Place> skipped;

    /** Where a record lies. */
    record Place(int partition, long offset) {}

    /** Fails when Kafka is away, or the topic is not there. */
    TicketLog(Map<String, Object> broker, Set<Place> skipped) {
        this.skipped = skipped;
        this.consumer = new KafkaConsumer<>(settings(broker));
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.TICKETS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException(Topic.TICKETS.topicName() + " is not there");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            this.ends = consumer.endOffsets(partitions);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    /** The next events, of each partition in its order; none at the end. */
    List<Event> next() {
        List<Event> events = new ArrayList<>();
        while (events.isEmpty() && !isAtEnd()) {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                event(found).ifPresent(events::add);
            }
        }
        return events;
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Optional<Event> event(ConsumerRecord<byte[], byte[]> found) {
        Header type = found.headers().lastHeader("ce_type");
        if (skipped.contains(new Place(found.partition(), found.offset())) || type == null || found.value() == null) {
            return Optional.empty();
        }
        try {
            return EventJson.read(new String(type.value(), StandardCharsets.UTF_8), found.value());
        } catch (IOException unreadable) {
            // As the consumer does, which has put it aside.
            LOG.warnf("%s-%d@%d is no event, passed over", found.topic(), found.partition(), found.offset());
            return Optional.empty();
        }
    }

    private static Map<String, Object> settings(Map<String, Object> broker) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Quarkus puts the application's name here, and this reader is of no group.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
