package io.otklik.admin;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.admin.readmodel.TicketEvents;
import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Topic;
import io.otklik.people.TestPeople;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The history is a read model: reading its topic again from the start changes nothing in it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TicketHistoryReplayTest {

    private static final Instant AT = Instant.parse("2026-06-25T10:00:00.123456Z");

    @Inject
    TicketEvents consumer;

    private final Config config = ConfigProvider.getConfig();
    private final long ticket = System.currentTimeMillis();
    private final Actor agent = new Actor(4, UUID.randomUUID(), "agent", "agent@example.com", Role.SUPPORT);

    @Test
    void topic_readAgainFromItsStartAddsNothing() throws Exception {
        publish(
                new TicketAssigned(UUID.randomUUID(), ticket(TicketStatus.OPEN), null, agent, AT),
                new TicketStatusChanged(
                        UUID.randomUUID(), ticket(TicketStatus.CLOSED), TicketStatus.FROZEN, agent, AT.plusSeconds(1)));
        try (TestPeople people = people()) {
            PersonState admin = people.published(Role.ADMIN);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> historyIds(people, admin).size() == 2);
            List<Integer> ids = historyIds(people, admin);
            assertEquals(
                    "[{\"id\":" + ids.get(0) + ",\"ticket\":" + ticket
                            + ",\"changed_by\":4,\"field\":\"status\",\"old_value\":\"in_progress\","
                            + "\"new_value\":\"closed\",\"changed_at\":\"2026-06-25T10:00:01.123456Z\"},"
                            + "{\"id\":" + ids.get(1) + ",\"ticket\":" + ticket
                            + ",\"changed_by\":4,\"field\":\"assigned_to\",\"old_value\":null,"
                            + "\"new_value\":\"4\",\"changed_at\":\"2026-06-25T10:00:00.123456Z\"}]",
                    history(people, admin));
            for (int again = 0; again < 2; again++) {
                consumer.apply(wholeTopic()).await().atMost(Duration.ofSeconds(20));
            }
            assertEquals(ids, historyIds(people, admin));
        }
    }

    private TestPeople people() {
        return new TestPeople(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class),
                config.getValue("kafka.bootstrap.servers", String.class));
    }

    private String history(TestPeople people, PersonState admin) {
        return given().header("Authorization", "Bearer " + people.token(admin))
                .get("/api/v1/admin/ticket-history/?ticket=" + ticket)
                .asString();
    }

    private List<Integer> historyIds(TestPeople people, PersonState admin) {
        return io.restassured.path.json.JsonPath.from(history(people, admin)).getList("id");
    }

    private TicketFacts ticket(TicketStatus status) {
        return new TicketFacts(
                ticket, UUID.randomUUID(), "Вход", status, agent, agent, "techsupport", Priority.NORMAL, 1L);
    }

    private void publish(Event... events) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (Event event : events) {
                ProducerRecord<String, String> record =
                        new ProducerRecord<>(Topic.TICKETS.topicName(), event.key(), EventJson.write(event));
                record.headers().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
                Object unused = producer.send(record).get();
            }
        }
    }

    /** All that the topic holds, as a consumer that was rewound would get it. */
    private ConsumerRecords<byte[], byte[]> wholeTopic() {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        config.getValue("kafka.bootstrap.servers", String.class),
                        "max.poll.records",
                        100_000,
                        "fetch.max.wait.ms",
                        200),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(Topic.TICKETS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            Map<TopicPartition, List<org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]>>> all =
                    new java.util.HashMap<>();
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofSeconds(1)).forEach(record -> all.computeIfAbsent(
                                new TopicPartition(record.topic(), record.partition()),
                                partition -> new java.util.ArrayList<>())
                        .add(record));
            }
            return new ConsumerRecords<>(all, Map.of());
        }
    }
}
