package io.otklik.events;

import java.time.Duration;
import java.util.Map;

/** The Kafka topics of the suite, with everything that is promised of them. */
public enum Topic {
    /** Whole state per person, compacted: a reader from the start ends up knowing everybody. */
    PEOPLE("otklik.people", 4, Map.of("cleanup.policy", "compact")),
    /** Kept for ever: read models are rebuilt from it. */
    TICKETS("otklik.tickets", 8, Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
    /** Kept for ever: read models are rebuilt from it. */
    CHATS("otklik.chats", 4, Map.of("cleanup.policy", "delete", "retention.ms", "-1")),
    /** Typing and the like: short-lived, may be lost. */
    SIGNALS(
            "otklik.signals",
            2,
            Map.of(
                    "cleanup.policy",
                    "delete",
                    "retention.ms",
                    Long.toString(Duration.ofMinutes(10).toMillis())));

    /** The largest record, in bytes: an event may quote two texts of a megabyte each; Kafka's own limit is one megabyte. */
    public static final int MAX_RECORD_BYTES = 16 * 1024 * 1024;

    public static final int DEAD_LETTER_PARTITIONS = 1;

    /** Kept for ever; not compacted, because two services may put aside the same record, under the same key. */
    public static final Map<String, String> DEAD_LETTER_SETTINGS =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1");

    private final String topicName;
    private final int partitions;
    private final Map<String, String> settings;

    Topic(String topicName, int partitions, Map<String, String> settings) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.settings = settings;
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    /** Kafka topic configuration, by Kafka's names. */
    public Map<String, String> settings() {
        return settings;
    }

    /**
     * Whether services apply it in batches, and put aside what they cannot apply. The others are only read as they go by, or
     * whole: what cannot be read is passed over there.
     */
    public boolean hasDeadLetters() {
        return this == TICKETS;
    }

    /**
     * Where records go that cannot be applied, with the reason in the header {@code dead_letter_reason}. Fails with {@link
     * IllegalStateException} when it has none.
     */
    public String deadLetterTopicName() {
        if (!hasDeadLetters()) {
            throw new IllegalStateException(topicName + " has no dead letters");
        }
        return topicName + ".dlq";
    }

    /** Finds a topic by its name. Fails with {@link IllegalArgumentException} when there is none. */
    public static Topic named(String topicName) {
        for (Topic topic : values()) {
            if (topic.topicName.equals(topicName)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("No such topic: " + topicName);
    }
}
