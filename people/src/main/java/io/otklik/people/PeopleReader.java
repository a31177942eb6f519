package io.otklik.people;

import io.otklik.events.EventJson;
import io.otklik.events.PersonChanged;
import io.otklik.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads otklik.people from its start, in every replica and for ever: no consumer group, no commits. Loaded once it has
 * passed the end that the topic had when it began.
 */
@ApplicationScoped
class PeopleReader {

    private static final Logger LOG = Logger.getLogger(PeopleReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(300);

    private final People people;
    private final Map<String, Object> broker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int misses; // the thread's
    private volatile boolean loaded;
    private volatile KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param broker {@code kafka.*}: addresses, TLS, SASL
     */
    PeopleReader(People people, @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.people = people;
        this.broker = broker;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        Thread thread = new Thread(this::run, "people-reader");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    boolean isLoaded() {
        return loaded;
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

    private void read() {
        try (KafkaConsumer<byte[], byte[]> reading = new KafkaConsumer<>(settings())) {
            consumer = reading;
            List<TopicPartition> partitions = partitions(reading);
            if (partitions.size() < Topic.PEOPLE.partitions()) {
                tellOfMissing(partitions.size());
                return; // not created yet
            }
            reading.assign(partitions);
            reading.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
            while (stopping.getCount() > 0) {
                reading.poll(POLL).forEach(this::take);
                if (!loaded && passed(reading, ends)) {
                    loaded = true;
                    LOG.infof("People loaded, up to offsets %s", ends.values());
                }
            }
        } catch (WakeupException | InterruptException stopped) {
            LOG.debug("People reader stops");
        } catch (KafkaException away) {
            LOG.warnf("People cannot be read, trying again: %s", away.getMessage());
        }
    }

    /** Not at once: who creates the topics may start at the same time. Every half minute, or a little less often. */
    private void tellOfMissing(int partitions) {
        misses++;
        if (misses % 100 == 10) {
            LOG.errorf(
                    "%s has %d partitions, not %d: nobody is known and this service is not ready until it has them",
                    Topic.PEOPLE.topicName(), partitions, Topic.PEOPLE.partitions());
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> reading) {
        var infos = reading.partitionsFor(Topic.PEOPLE.topicName(), POLL.multipliedBy(5));
        if (infos == null) {
            return List.of();
        }
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static boolean passed(KafkaConsumer<byte[], byte[]> reading, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> reading.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (record.value() == null || type == null) {
            return;
        }
        try {
            EventJson.read(new String(type.value(), StandardCharsets.UTF_8), record.value())
                    .filter(PersonChanged.class::isInstance)
                    .map(PersonChanged.class::cast)
                    .ifPresent(event -> people.learn(event.person()));
        } catch (IOException | RuntimeException unreadable) {
            // Nothing to dead-letter: the person's next state, or his owner's answer, puts it right.
            LOG.errorf("%s-%d@%d is no person: %s", record.topic(), record.partition(), record.offset(), unreadable);
        }
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Asking for its partitions would create the topic, with those that the broker thinks fit.
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        // Quarkus puts the application's name here, and this reader is of no group.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }
}
