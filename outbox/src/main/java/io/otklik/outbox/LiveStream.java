package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.Topic;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/** One follower of {@link LiveStreams}: a thread that reads all partitions of some topics from their ends on. */
final class LiveStream {

    private static final Logger LOG = Logger.getLogger(LiveStream.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration METADATA = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(300);

    private final String name;
    private final Set<Topic> topics;
    private final BooleanSupplier listening;
    private final Function<List<Event>, Uni<Void>> follower;
    private final KafkaClients clients;
    private final Complaint away;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>(); // outlives a broken consumer; the thread's
    private final Set<String> seen = Collections.newSetFromMap(new LastOnes()); // the thread's
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean positioned;

    LiveStream(
            String name,
            Set<Topic> topics,
            BooleanSupplier listening,
            Function<List<Event>, Uni<Void>> follower,
            KafkaClients clients) {
        this.name = name;
        this.topics = topics;
        this.listening = listening;
        this.follower = follower;
        this.clients = clients;
        this.away = new Complaint(LOG, "Live " + name + " cannot be read", "Live " + name + " can be read again");
        this.thread = new Thread(this::run, "otklik-live-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping.countDown();
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    boolean isPositioned() {
        return positioned;
    }

    private void run() {
        try {
            do {
                read();
            } while (!stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws InterruptedException {
        try (Consumer<byte[], byte[]> reading = clients.consumer("live-" + name)) {
            consumer = reading;
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : topics) {
                List<PartitionInfo> found = reading.partitionsFor(topic.topicName(), METADATA);
                if (found == null || found.isEmpty()) {
                    return; // not created yet
                }
                found.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            reading.assign(partitions);
            partitions.forEach(partition -> position(reading, partition));
            positioned = true;
            away.settle();
            while (stopping.getCount() > 0) {
                take(reading.poll(POLL));
            }
        } catch (WakeupException | InterruptException stopped) {
            LOG.debugf("Live %s stops", name);
        } catch (KafkaException failure) {
            away.raise(failure.getMessage());
        }
    }

    private void position(Consumer<byte[], byte[]> reading, TopicPartition partition) {
        Long place = next.get(partition);
        if (place == null) {
            reading.seekToEnd(List.of(partition));
            next.put(partition, reading.position(partition)); // seeking is lazy, this is not
        } else {
            reading.seek(partition, place);
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (isFresh(record)) {
                fresh.add(record);
            }
        }
        if (!fresh.isEmpty() && listening.getAsBoolean()) {
            tell(events(fresh));
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
    }

    /** A relay that starts again from the table repeats some, and who watches is to see each once. */
    private boolean isFresh(ConsumerRecord<byte[], byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        return id == null || seen.add(new String(id.value(), StandardCharsets.UTF_8));
    }

    private List<Event> events(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Event> events = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                EventRecord.read(record).ifPresent(events::add);
            } catch (UndecodableRecord noEvent) {
                // Those who apply it put it aside, and say so; where nobody does, this is all that is ever heard of it.
                Logger.Level level =
                        Topic.named(record.topic()).hasDeadLetters() ? Logger.Level.DEBUG : Logger.Level.WARN;
                LOG.logf(level, "Live %s passes over %s: %s", name, EventRecord.name(record), noEvent.getMessage());
            }
        }
        return events;
    }

    private void tell(List<Event> events) throws InterruptedException {
        try {
            Object unused = Uni.createFrom()
                    .deferred(() -> follower.apply(events))
                    .subscribeAsCompletionStage()
                    .get();
        } catch (ExecutionException bug) {
            LOG.errorf(bug.getCause(), "Live %s passes over %d events", name, events.size());
        }
    }

    /** More than relays have under way at once. Forgets the oldest. */
    private static final class LastOnes extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1;
        private static final int MOST = 4_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }
}
