package io.otklik.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Topic;
import io.otklik.standalone.RealParts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    private final String name = "test." + UUID.randomUUID();

    @Test
    void setUp_withoutTheRightToCreateTellsWhatIsMissing() throws Exception {
        IllegalStateException missing =
                assertThrows(IllegalStateException.class, () -> setup(false, 1).setUp(topic(2)));
        assertEquals("there is no " + name, missing.getMessage());
        assertEquals(List.of(), setup(true, 1).setUp(topic(2)));
        assertEquals(List.of(), setup(false, 1).setUp(topic(2)));
    }

    @Test
    void setUp_tellsOfOtherPartitionsWhoeverCreates() throws Exception {
        assertEquals(List.of(), setup(true, 1).setUp(topic(2)));
        List<String> other = List.of(name + " has 2 partitions, not 4");
        assertEquals(other, setup(true, 1).setUp(topic(4)));
        assertEquals(other, setup(false, 1).setUp(topic(4)));
    }

    @Test
    void topics_ofThreeReplicasAreAcknowledgedByTwo() {
        for (NewTopic topic : setup(true, 3).wanted()) {
            assertEquals("2", topic.configs().get("min.insync.replicas"), topic.name());
        }
        for (NewTopic topic : setup(true, 1).wanted()) {
            assertEquals(null, topic.configs().get("min.insync.replicas"), topic.name());
        }
    }

    @Test
    void deadLetters_areOnlyOfWhatIsAppliedInBatches() {
        List<String> names =
                setup(true, 1).wanted().stream().map(NewTopic::name).toList();
        assertTrue(names.contains("otklik.tickets.dlq"));
        assertEquals(Topic.values().length + 1, names.size());
        assertEquals(
                List.of(Topic.TICKETS),
                Arrays.stream(Topic.values()).filter(Topic::hasDeadLetters).toList());
    }

    @Test
    void await_withoutTheRightToCreateLastsUntilSomebodyElseHasCreated() throws Exception {
        TopicSetup setup = new TopicSetup(clients(), config(false, 1)) {
            @Override
            List<NewTopic> wanted() {
                return topic(2);
            }
        };
        setup.start(null);
        try {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, setup::await); // it would wait
            assertEquals(List.of(), setup(true, 1).setUp(topic(2)));
            setup.await();
        } finally {
            setup.stop(null);
        }
    }

    private List<NewTopic> topic(int partitions) {
        return List.of(new NewTopic(name, partitions, (short) 1));
    }

    private static TopicSetup setup(boolean createTopics, int replicas) {
        return new TopicSetup(clients(), config(createTopics, replicas));
    }

    private static KafkaClients clients() {
        return new KafkaClients(Map.of("bootstrap.servers", RealParts.bootstrapServers()), "test");
    }

    private static KafkaConfig config(boolean createTopics, int replicas) {
        return new KafkaConfig() {
            @Override
            public boolean createTopics() {
                return createTopics;
            }

            @Override
            public short replicationFactor() {
                return (short) replicas;
            }
        };
    }
}
