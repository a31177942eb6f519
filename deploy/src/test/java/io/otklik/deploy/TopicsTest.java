package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
