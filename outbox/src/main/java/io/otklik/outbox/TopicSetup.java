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
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * Makes the topics exist that {@link Topic} promises, and those for dead letters. It starts with the service, in a thread
 * of its own, and tries until Kafka answers; the service does not wait for it. Services that do it at the same time do each
 * other no harm. A topic that exists is left as it is: other partitions than promised are logged, because changing
 * them would move keys.
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
        if (!config.createTopics()) {
            done.complete(null);
            return;
        }
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
        boolean said = false;
        try {
            do {
                try {
                    createMissing();
                    done.complete(null);
                    return;
                } catch (ExecutionException | RuntimeException failure) {
                    if (!said) {
                        LOG.warnf("Topics cannot be checked yet, trying on: %s", failure.getMessage());
                        said = true;
                    }
                }
            } while (!stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void createMissing() throws ExecutionException, InterruptedException {
        List<NewTopic> wanted = wanted();
        try (Admin admin = clients.admin()) {
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
            warnOfOtherPartitions(admin, wanted, created);
        }
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

    private static void warnOfOtherPartitions(Admin admin, List<NewTopic> wanted, List<String> created)
            throws ExecutionException, InterruptedException {
        List<String> existing = wanted.stream()
                .map(NewTopic::name)
                .filter(name -> !created.contains(name))
                .toList();
        Map<String, TopicDescription> found =
                admin.describeTopics(existing).allTopicNames().get();
        for (NewTopic topic : wanted) {
            TopicDescription description = found.get(topic.name());
            if (description != null && description.partitions().size() != topic.numPartitions()) {
                LOG.warnf(
                        "%s has %d partitions, not %d",
                        topic.name(), description.partitions().size(), topic.numPartitions());
            }
        }
    }

    List<NewTopic> wanted() {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            wanted.add(topic(topic.topicName(), topic.partitions(), topic.settings()));
            if (topic.hasDeadLetters()) {
                wanted.add(topic(topic.deadLetterTopicName(), Topic.DEAD_LETTER_PARTITIONS, Topic.DEAD_LETTER_SETTINGS));
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
