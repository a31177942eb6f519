package io.otklik.outbox;

import io.otklik.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Makes the topics exist that {@link Topic} promises, and those for dead letters. It starts with the service, in a thread
 * of its own, and tries until Kafka answers; the service does not wait for it. Services that do it at the same time do each
 * other no harm. A topic that exists is left as it is: other partitions than promised are logged, because changing
 * them would move keys. Where the services may create none, it looks all the same, and tells in the log which are missing. Nothing is
 * published before all are there: a broker may make one that is missing of its own accord, with one partition.
 */
@ApplicationScoped
public class TopicSetup {

    /** From here on two brokers have a record before it is acknowledged, and one may be away (docs/adr/0010). */
    private static final int REPLICAS_TO_LOSE_ONE = 3;

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);

    private final KafkaClients clients;
    private final KafkaConfig config;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Thread thread;

    TopicSetup(KafkaClients clients, KafkaConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** Waits until all topics exist. */
    void await() throws InterruptedException {
        try {
            done.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::run, "otklik-topics");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void run() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(2));
        Complaint complaint = new Complaint(LOG, "Topics are not there or cannot be checked", "All topics are there");
        try {
            do {
                try {
                    setUp(wanted()).forEach(LOG::warn);
                    complaint.settle();
                    done.complete(null);
                    return;
                } catch (ExecutionException | RuntimeException failure) {
                    complaint.raise(failure.getMessage());
                }
            } while (!stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is other than promised, if anything. Fails with IllegalStateException when topics are missing that it may not create. */
    List<String> setUp(List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            List<NewTopic> existing = config.createTopics() ? createMissing(admin, wanted) : wanted;
            return others(existing, partitions(admin, existing));
        }
    }

    /** Those that were there before. */
    private static List<NewTopic> createMissing(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        List<String> created = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<Void>> creation :
                admin.createTopics(wanted).values().entrySet()) {
            if (wasMissing(creation.getValue())) {
                created.add(creation.getKey());
            }
        }
        if (!created.isEmpty()) {
            LOG.infof("Created the topics %s", created);
        }
        return wanted.stream().filter(topic -> !created.contains(topic.name())).toList();
    }

    private static boolean wasMissing(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw failure;
        }
    }

    /** Partitions by topic; none of a topic that is missing, and nothing of one that this service may not see. */
    private static Map<String, Integer> partitions(Admin admin, List<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        Map<String, Integer> partitions = new HashMap<>();
        var descriptions = admin.describeTopics(
                        topics.stream().map(NewTopic::name).toList())
                .topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> description : descriptions.entrySet()) {
            try {
                partitions.put(
                        description.getKey(),
                        description.getValue().get().partitions().size());
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                    partitions.put(description.getKey(), 0);
                } else if (!(failure.getCause() instanceof TopicAuthorizationException)) {
                    throw failure;
                }
            }
        }
        return partitions;
    }

    private static List<String> others(List<NewTopic> wanted, Map<String, Integer> partitions) {
        List<String> missing = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (NewTopic topic : wanted) {
            int found = partitions.getOrDefault(topic.name(), topic.numPartitions());
            if (found == 0) {
                missing.add(topic.name());
            } else if (found != topic.numPartitions()) {
                others.add("%s has %d partitions, not %d".formatted(topic.name(), found, topic.numPartitions()));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("there is no " + String.join(", no ", missing));
        }
        return others;
    }

    List<NewTopic> wanted() {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            wanted.add(topic(topic.topicName(), topic.partitions(), topic.settings()));
            if (topic.hasDeadLetters()) {
                wanted.add(
                        topic(topic.deadLetterTopicName(), Topic.DEAD_LETTER_PARTITIONS, Topic.DEAD_LETTER_SETTINGS));
            }
        }
        return wanted;
    }

    private NewTopic topic(String name, int partitions, Map<String, String> settings) {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES));
        configs.putAll(settings);
        if (config.replicationFactor() >= REPLICAS_TO_LOSE_ONE) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(2));
        }
        return new NewTopic(name, partitions, config.replicationFactor()).configs(configs);
    }
}
