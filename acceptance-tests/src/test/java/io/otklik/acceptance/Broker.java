package io.otklik.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The suite's Kafka, as its operator sees it. All of it fails while Kafka is away. */
final class Broker implements AutoCloseable {

    static final String TICKETS = "otklik.tickets";
    static final String DEAD_LETTERS = "otklik.tickets.dlq";

    /** Who applies the events of {@link #TICKETS}. */
    static final List<String> CONSUMERS = List.of("notification-service", "admin-service");

    private static final int LIMIT_SECONDS = 10;

    /** Clients complain several times a second while Kafka is away. */
    private static final Logger LOG = Logger.getLogger("org.apache.kafka");

    static {
        LOG.setLevel(Level.SEVERE);
    }

    private final String servers = "localhost:" + Suite.running().port("OTKLIK_KAFKA_PORT");
    private final Admin admin = Admin.create(
            Map.of("bootstrap.servers", servers, "default.api.timeout.ms", 5_000, "request.timeout.ms", 2_000));

    /** How many events of tickets are in Kafka that some service has not applied for good. */
    long lag() {
        long lag = 0;
        Map<TopicPartition, Long> ends = ends(TICKETS);
        for (String group : CONSUMERS) {
            Map<TopicPartition, Long> applied = applied(group);
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                lag += end.getValue() - applied.getOrDefault(end.getKey(), 0L);
            }
        }
        return lag;
    }

    /** The offsets of {@link #TICKETS} that the group has committed. */
    Map<TopicPartition, Long> applied(String group) {
        Map<TopicPartition, Long> applied = new HashMap<>();
        got(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null && partition.topic().equals(TICKETS)) {
                        applied.put(partition, offset.offset());
                    }
                });
        return applied;
    }

    /** The events of tickets, by their ids, that the group gets once more when it begins again now. */
    List<String> toBeRepeated(String group) {
        Map<TopicPartition, Long> applied = applied(group);
        Map<TopicPartition, Long> ends = ends(TICKETS);
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.keySet().forEach(partition -> starts.put(partition, applied.getOrDefault(partition, 0L)));
        return read(starts, ends).stream().map(event -> header(event, "ce_id")).toList();
    }

    /** Where a topic ends now. */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> asked = partitions(topic).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        got(admin.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private List<TopicPartition> partitions(String topic) {
        return got(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The members of a group by the ids that they got when they joined; who was put out and came back has another one. */
    Set<String> members(String group) {
        return got(admin.describeConsumerGroups(List.of(group)).all()).get(group).members().stream()
                .map(MemberDescription::consumerId)
                .collect(Collectors.toSet());
    }

    /** Lets the group begin with the first event; fails while it has members. */
    void rewind(String group) {
        Map<TopicPartition, OffsetAndMetadata> start = partitions(TICKETS).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
        Void unused = got(admin.alterConsumerGroupOffsets(group, start).all());
    }

    /** Writes into a topic what is no event, and returns where it stands. */
    String poison(String topic, String key) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes("{no event"));
        record.headers().add("ce_type", bytes("TicketCreated")).add("ce_id", bytes(key));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var place = producer.send(record).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return topic + "-" + place.partition() + "-" + place.offset();
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Each dead letter there is, as {@code <place> <service> <reason>}, in the order of their arrival. */
    List<String> deadLetters() {
        Map<TopicPartition, Long> ends = ends(DEAD_LETTERS);
        Map<TopicPartition, Long> starts = new HashMap<>();
        ends.keySet().forEach(partition -> starts.put(partition, 0L));
        return read(starts, ends).stream()
                .map(letter -> new String(letter.key(), StandardCharsets.UTF_8) + " "
                        + header(letter, "dead_letter_service") + " " + header(letter, "dead_letter_reason"))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> read(
            Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"), // where the start is gone
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            starts.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T got(KafkaFuture<T> answer) {
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
