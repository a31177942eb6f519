package io.otklik.ticket;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** otklik.tickets, read from its start by a consumer of our own. */
final class TicketLog implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    TicketLog() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topic.TICKETS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.TICKETS.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The ticket's records of these types, in order, once there are so many of them as types. */
    List<ConsumerRecord<String, byte[]>> records(long ticket, String... types) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            return of(ticket).size() >= types.length;
        });
        return of(ticket);
    }

    /** The first record with the key, once it is there. */
    ConsumerRecord<String, byte[]> first(String key) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            return !of(key).isEmpty();
        });
        return of(key).get(0);
    }

    private List<ConsumerRecord<String, byte[]>> of(long ticket) {
        return of(Long.toString(ticket));
    }

    private List<ConsumerRecord<String, byte[]>> of(String key) {
        return seen.stream().filter(record -> record.key().equals(key)).toList();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static Event event(ConsumerRecord<String, byte[]> record) {
        try {
            return EventJson.read(header(record, "ce_type"), record.value()).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
