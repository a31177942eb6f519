package io.otklik.outbox;

import io.otklik.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** A topic from its start to the end that it had when this was opened. Blocks, and is for one thread at a time. */
final class EventLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> consumed = new HashMap<>(); // where the service's group goes on
    private final Map<TopicPartition, Long> ends;

    EventLog(Consumer<byte[], byte[]> consumer, Topic topic) {
        this.consumer = consumer;
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new IllegalStateException(topic.topicName() + " is not there");
            }
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
            partitions.forEach(partition -> consumed.put(partition, offset(committed.get(partition))));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            this.ends = consumer.endOffsets(partitions);
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    /**
     * The next events, of each partition in its order; none at the end. What is no event, or of an unknown type, is passed over. Fails
     * when nothing comes for 30 s: Kafka is away, and who reads may hold a lock.
     */
    List<LoggedEvent> next() {
        List<LoggedEvent> entries = new ArrayList<>();
        long start = System.nanoTime();
        while (entries.isEmpty() && !isAtEnd()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                start = System.nanoTime();
            } else if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new TimeoutException("Nothing came from the log for " + PATIENCE.toSeconds() + " s");
            }
            records.forEach(record -> read(record, entries));
        }
        return entries;
    }

    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<LoggedEvent> entries) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        boolean taken = record.offset() < consumed.get(partition);
        try {
            EventRecord.read(record)
                    .ifPresent(
                            event -> entries.add(new LoggedEvent(event, record.partition(), record.offset(), taken)));
        } catch (UndecodableRecord noEvent) {
            // The consumer puts it aside; nobody is to be told of it.
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
