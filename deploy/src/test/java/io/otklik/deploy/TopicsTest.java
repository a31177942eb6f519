package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.otklik.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {

    @Test
    void topics_areThoseOfTheCode() {
        List<String> promised = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            promised.add(line(topic.topicName(), topic.partitions(), topic.settings()));
            if (topic.hasDeadLetters()) {
                promised.add(
                        line(topic.deadLetterTopicName(), Topic.DEAD_LETTER_PARTITIONS, Topic.DEAD_LETTER_SETTINGS));
            }
        }
        assertEquals(
                promised,
                Project.text("deploy/topics/topics.txt")
                        .lines()
                        .map(TopicsTest::sorted)
                        .toList());
    }

    @Test
    void brokerThatIsAlone_hasWhatItAcknowledgesOnDisk() throws IOException {
        String setting = "KAFKA_LOG_FLUSH_INTERVAL_MESSAGES";
        assertEquals("1", Compose.read().environment("kafka").get(setting));
        assertTrue(Manifests.read(Project.text("deploy/overlays/dev/kafka.yaml"))
                .one(StatefulSet.class, "kafka")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .contains(new EnvVar(setting, "1", null)));
    }

    @Test
    void job_makesThemAllWithTheClientsSettings(@TempDir Path client) throws Exception {
        List<String> plain = commands(client, "1");
        assertEquals(Project.text("deploy/topics/topics.txt").lines().count(), plain.size());
        assertEquals(
                "--bootstrap-server kafka:9092 --create --if-not-exists --topic otklik.people --partitions 4"
                        + " --replication-factor 1 --config cleanup.policy=compact --config max.message.bytes=16777216",
                plain.get(0));
        Files.writeString(client.resolve("client.properties"), "security.protocol=SASL_SSL\n");
        for (String command : commands(client, "3")) {
            assertTrue(command.contains(" --command-config " + client + "/client.properties "), command);
            assertTrue(command.endsWith(" --config min.insync.replicas=2"), command);
        }
    }

    /** What the Job tells kafka-topics.sh. */
    private static List<String> commands(Path client, String replicas) throws Exception {
        List<String> words = new ArrayList<>(Manifests.read(Project.text("deploy/topics/job.yaml"))
                .one(Job.class, "topics")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getCommand());
        words.add(words.remove(words.size() - 1)
                .replace("/opt/kafka/bin/kafka-topics.sh", "echo")
                .replace("/topics/topics.txt", "deploy/topics/topics.txt")
                .replace("/client/", client + "/"));
        return Command.run(words, Map.of("OTKLIK_KAFKA", "kafka:9092", "OTKLIK_KAFKA_REPLICATION_FACTOR", replicas))
                .succeeded()
                .lines()
                .map(String::strip)
                .toList();
    }

    private static String line(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("max.message.bytes", Integer.toString(Topic.MAX_RECORD_BYTES));
        return name + " " + partitions + " "
                + all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private static String sorted(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        return String.join(" ", words.subList(0, 2)) + " "
                + words.subList(2, words.size()).stream().sorted().collect(Collectors.joining(" "));
    }
}
