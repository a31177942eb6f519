package io.otklik.admin.api.requests;

import io.otklik.events.ChatMembersChanged;
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

/** otklik.chats, read from its start by a consumer of our own. */
final class ChatLog implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    ChatLog() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topic.CHATS.partitions())
                .mapToObj(partition -> new TopicPartition(Topic.CHATS.topicName(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The chat's events in order, once there are so many. The topic outlives the database, whose chats start again at 1. */
    List<Event> events(long chat, long creator, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
            return of(chat, creator).size() >= count;
        });
        return of(chat, creator);
    }

    private List<Event> of(long chat, long creator) {
        List<Event> events = seen.stream()
                .filter(record -> record.key().equals(Long.toString(chat)))
                .map(ChatLog::event)
                .toList();
        int created = 0;
        while (created < events.size() && !isOf(events.get(created), creator)) {
            created++;
        }
        return events.subList(created, events.size());
    }

    private static boolean isOf(Event event, long creator) {
        return event instanceof ChatMembersChanged changed && changed.members().contains(creator);
    }

    private static Event event(ConsumerRecord<String, byte[]> record) {
        try {
            String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            return EventJson.read(type, record.value()).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
