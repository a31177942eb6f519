package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Pattern LARGEST_RECORD = Pattern.compile("MAX_RECORD_BYTES = (\\d+) \\* 1024 \\* 1024;");

    /** TopicSetup's, in the module outbox. */
    private static final Map<String, String> DEAD_LETTER_SETTINGS =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    @Test
    void topics_areThoseOfTheCode() {
        List<String> promised = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            promised.add(line(topic.topicName(), topic.partitions(), topic.settings()));
            promised.add(line(topic.deadLetterTopicName(), 1, DEAD_LETTER_SETTINGS));
        }
        assertEquals(
                promised,
                Project.text("deploy/topics/topics.txt")
                        .lines()
                        .map(TopicsTest::sorted)
                        .toList());
    }

    private static String line(String name, int partitions, Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("max.message.bytes", Integer.toString(largestRecord()));
        return name + " " + partitions + " "
                + all.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }

    private static String sorted(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        return String.join(" ", words.subList(0, 2)) + " "
                + words.subList(2, words.size()).stream().sorted().collect(Collectors.joining(" "));
    }

    private static int largestRecord() {
        Matcher found = LARGEST_RECORD.matcher(Project.text("outbox/src/main/java/io/otklik/outbox/KafkaClients.java"));
        if (!found.find()) {
            throw new AssertionError("KafkaClients says otherwise how large a record may be");
        }
        return Integer.parseInt(found.group(1)) * 1024 * 1024;
    }
}
