package io.otklik.identity;

import static org.awaitility.Awaitility.await;

import io.otklik.events.EventJson;
import io.otklik.events.PersonChanged;
import io.otklik.events.Topic;
import io.otklik.standalone.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What otklik.people holds of a person since this reader was made: the topic is shared by all tests of a JVM. */
public final class PeopleTopic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<PersonChanged> seen = new ArrayList<>();

    public PeopleTopic() {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", RealParts.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> consumer.partitionsFor(Topic.PEOPLE.topicName()).size() == Topic.PEOPLE.partitions());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.PEOPLE.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The states of the person, once there are so many, in the topic's order. */
    public List<PersonChanged> of(long personId, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            poll();
            return changes(personId).size() >= count;
        });
        return changes(personId);
    }

    private List<PersonChanged> changes(long personId) {
        return seen.stream().filter(change -> change.person().id() == personId).toList();
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            try {
                PersonChanged change =
                        (PersonChanged) EventJson.read(type, record.value()).orElseThrow();
                if (!new String(record.key(), StandardCharsets.UTF_8).equals(change.key())) {
                    throw new IllegalStateException("key " + change.key());
                }
                seen.add(change);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
