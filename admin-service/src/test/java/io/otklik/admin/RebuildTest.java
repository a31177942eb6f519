package io.otklik.admin;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.otklik.events.Actor;
import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryChanged.CategoryState;
import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.events.Topic;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** History and statistics from zero, out of the log: the same, row for row. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RebuildTest {

    private static final Instant AT = Instant.parse("2026-06-25T10:00:00.123456Z");
    private static final String REBUILD = "/internal/rebuild";

    @Inject
    Pool pool;

    @Test
    void rebuild_givesTheSameRowsWhateverWasThere() {
        rebuild(); // what other tests have left in the topic
        publish(stories());
        String history = ReadModelTables.history(pool);
        String statistics = ReadModelTables.statistics(pool);

        rebuild();
        assertEquals(history, ReadModelTables.history(pool));
        assertEquals(statistics, ReadModelTables.statistics(pool));

        spoil("""
                update ticket_history set new_value = 'nonsense'; update history_tally set rows = rows + 1;
                update history_person_tally set rows = rows + 1; delete from history_day_tally;
                update statistics_ticket set status = 'CLOSED', responded_at = null;
                delete from statistics_category; delete from statistics_deleted_ticket;
                insert into statistics_ticket values (1, 'OPEN', 'LOW', 1, null, now(), now());
                update statistics_tally set n = n + 1; delete from statistics_response_tally""");
        assertNotEquals(statistics, ReadModelTables.statistics(pool));
        rebuild();
        assertEquals(history, ReadModelTables.history(pool));
        assertEquals(statistics, ReadModelTables.statistics(pool));

        spoil("delete from ticket_history; delete from statistics_ticket; delete from statistics_tally");
        rebuild();
        assertEquals(withoutIds(history), withoutIds(ReadModelTables.history(pool)));
        assertEquals(statistics, ReadModelTables.statistics(pool));
    }

    @Test
    void rebuild_isForOperators() {
        given().post(REBUILD).then().statusCode(401);
        given().header("X-Otklik-Internal", "guess").post(REBUILD).then().statusCode(401);
    }

    @Test
    void replay_isForOperators() {
        given().post("/internal/replay").then().statusCode(401);
        given().header("X-Otklik-Internal", ConfigProvider.getConfig().getValue("otklik.internal.token", String.class))
                .post("/internal/replay")
                .then()
                .statusCode(200)
                .body("applied", greaterThanOrEqualTo(0));
    }

    /** By the command's request; each rebuild gives the consumer's batches their turn again. */
    private static void rebuild() {
        given().header("X-Otklik-Internal", ConfigProvider.getConfig().getValue("otklik.internal.token", String.class))
                .post(REBUILD)
                .then()
                .statusCode(200)
                .body("events", greaterThanOrEqualTo(0));
    }

    private static List<Event> stories() {
        Actor agent = new Actor(4, UUID.randomUUID(), "agent", "agent@example.com", Role.SUPPORT);
        PersonState assignee =
                new PersonState(4, agent.uuid(), 1, "agent", null, null, null, null, Role.SUPPORT, false, 1, AT, AT);
        List<Event> events = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            events.add(new CategoryChanged(
                    UUID.randomUUID(),
                    new CategoryState(n % 4, new UUID(7, n % 4), "Категория № " + n, null, n > 38),
                    AT.plusSeconds(n)));
            TicketStory story = new TicketStory(AT.plusSeconds(n * 5_000L), Priority.values()[n % 4], n % 7)
                    .assigned("PT1M", assignee)
                    .became("PT1M", TicketStatus.IN_PROGRESS)
                    .said("PT" + (n + 1) + "M", agent)
                    .edited("PT3H", Priority.LOW, (n + 1) % 7);
            if (n % 3 == 0) {
                story = story.became("PT4H", TicketStatus.RESOLVED);
            }
            if (n % 6 == 0) {
                story = story.became("PT5H", TicketStatus.CLOSED);
            }
            if (n % 5 == 0) {
                story = story.assigned("PT6H", null);
            }
            if (n % 10 == 0) {
                story = story.deleted("PT7H");
            }
            events.addAll(story.events);
            if (n % 4 == 0) {
                events.addAll(story.events); // the relay may send again what it is not sure of
            }
        }
        return events;
    }

    private void publish(List<Event> events) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                        "acks",
                        "all"),
                new StringSerializer(),
                new StringSerializer())) {
            for (Event event : events) {
                Object unused = producer.send(record(event, null));
            }
            producer.flush();
            // One more in each partition: where it has arrived, all before it have.
            for (int partition = 0; partition < Topic.TICKETS.partitions(); partition++) {
                Object unused = producer.send(record(end(partition), partition));
            }
            producer.flush();
        }
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> pool.query("select count(*) from statistics_category where id >= 1000")
                                .execute()
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getLong(0)
                        == Topic.TICKETS.partitions());
    }

    private static Event end(int partition) {
        return new CategoryChanged(
                UUID.randomUUID(),
                new CategoryState(1000 + partition, new UUID(8, partition), "Конец", null, false),
                AT);
    }

    private static ProducerRecord<String, String> record(Event event, Integer partition) {
        ProducerRecord<String, String> made =
                new ProducerRecord<>(Topic.TICKETS.topicName(), partition, event.key(), EventJson.write(event));
        made.headers().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
        return made;
    }

    private void spoil(String sql) {
        pool.query(sql).execute().replaceWithVoid().await().indefinitely();
    }

    private static String withoutIds(String rows) {
        return rows.lines()
                .map(row -> row.substring(row.indexOf(',')))
                .sorted()
                .collect(java.util.stream.Collectors.joining("\n"));
    }
}
