package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.comment;
import static io.otklik.ticket.Cast.setStatus;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryFacts;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class TicketEventsTest {

    @Inject
    Pool pool;

    @Test
    void seededCategories_areTold() {
        try (TicketLog log = new TicketLog()) {
            Event event = TicketLog.event(log.first("category-3"));
            assertThat(
                    ((CategoryChanged) event).category(),
                    is(new CategoryChanged.CategoryState(
                            3, UUID.fromString("01990f6e-7c00-7000-8000-0000000000c3"), "Аккаунт", "account", false)));
        }
    }

    @Test
    void everyChange_isPublishedFieldByFieldInOrder() {
        PersonState owner = user();
        PersonState agent = agent();
        PersonState second = agent();
        long id = ticket(owner, "Не работает вход");
        long comment = comment(owner, id, "Подробности", false);
        assign(agent, id, agent.id()).then().statusCode(200);
        assign(agent, id, agent.id()).then().statusCode(200);
        long note = comment(agent, id, "Тайно", true);
        setStatus(agent, id, "in_progress").then().statusCode(200);
        setStatus(agent, id, "in_progress").then().statusCode(200);
        assign(agent, id, second.id()).then().statusCode(200);
        Response closed = setStatus(second, id, "closed");
        setStatus(agent, id, "closed").then().statusCode(200);
        setStatus(agent, id, "open").then().statusCode(200);

        List<ConsumerRecord<String, byte[]>> records = records(
                id,
                "TicketCreated",
                "CommentAdded",
                "TicketAssigned",
                "CommentAdded",
                "TicketStatusChanged",
                "TicketAssigned",
                "TicketStatusChanged",
                "TicketStatusChanged");

        UUID uuid = uuid("ticket", id);
        TicketFacts fresh = new TicketFacts(
                id,
                uuid,
                "Не работает вход",
                TicketStatus.OPEN,
                owner.actor(),
                null,
                "techsupport",
                Priority.NORMAL,
                1L);
        TicketFacts taken = facts(fresh, TicketStatus.OPEN, agent);
        TicketFacts working = facts(fresh, TicketStatus.IN_PROGRESS, agent);
        TicketFacts handedOver = facts(fresh, TicketStatus.IN_PROGRESS, second);
        String description = "Описание: Не работает вход";

        List<Event> events = records.stream().map(TicketLog::event).toList();
        assertThat(
                events.get(0),
                is(new TicketCreated(
                        events.get(0).eventId(),
                        fresh,
                        description,
                        new CategoryFacts(1, "Техническая"),
                        Priority.NORMAL,
                        owner.actor(),
                        events.get(0).at())));
        assertThat(
                events.get(1),
                is(new CommentAdded(
                        events.get(1).eventId(),
                        fresh,
                        description,
                        comment,
                        uuid("comment", comment),
                        owner.actor(),
                        false,
                        false,
                        "Подробности",
                        "text",
                        events.get(1).at())));
        assertThat(
                events.get(2),
                is(new TicketAssigned(
                        events.get(2).eventId(),
                        taken,
                        null,
                        agent.actor(),
                        events.get(2).at())));
        assertThat(
                events.get(3),
                is(new CommentAdded(
                        events.get(3).eventId(),
                        taken,
                        description,
                        note,
                        uuid("comment", note),
                        agent.actor(),
                        true,
                        false,
                        "Тайно",
                        "text",
                        events.get(3).at())));
        assertThat(
                events.get(4),
                is(new TicketStatusChanged(
                        events.get(4).eventId(),
                        working,
                        TicketStatus.OPEN,
                        agent.actor(),
                        events.get(4).at())));
        assertThat(
                events.get(5),
                is(new TicketAssigned(
                        events.get(5).eventId(),
                        handedOver,
                        agent.actor(),
                        agent.actor(),
                        events.get(5).at())));
        assertThat(
                events.get(6),
                is(new TicketStatusChanged(
                        events.get(6).eventId(),
                        facts(fresh, TicketStatus.CLOSED, second),
                        TicketStatus.IN_PROGRESS,
                        second.actor(),
                        Instant.parse(closed.jsonPath().getString("closed_at")))));
        assertThat(
                events.get(7),
                is(new TicketStatusChanged(
                        events.get(7).eventId(),
                        facts(fresh, TicketStatus.OPEN, second),
                        TicketStatus.CLOSED,
                        agent.actor(),
                        events.get(7).at())));
        assertThat(events.size(), is(8));
        ConsumerRecord<String, byte[]> first = records.get(0);
        assertThat(TicketLog.header(first, "ce_id"), is(events.get(0).eventId().toString()));
        assertThat(TicketLog.header(first, "ce_source"), is("/otklik/ticket-service"));
        assertThat(TicketLog.header(first, "ce_subject"), is(Long.toString(id)));
        assertThat(events.get(0).eventId().version(), is(7));
        assertThat(uuid.version(), is(7));
    }

    @Test
    void refusals_publishNothing() {
        PersonState owner = user();
        PersonState agent = agent();
        long id = ticket(owner, "Тема");
        setStatus(agent, id, "closed").then().statusCode(400);
        assign(agent, id, owner.id()).then().statusCode(400);
        Cast.as(owner)
                .body("{\"text\": \"Т\", \"is_internal\": true}")
                .post(Cast.TICKETS + id + "/comments/")
                .then()
                .statusCode(403);
        long last = comment(owner, id, "Последний", false);

        List<Event> events = records(id, "TicketCreated", "CommentAdded").stream()
                .map(TicketLog::event)
                .toList();
        assertThat(events.stream().map(Event::type).toList(), is(List.of("TicketCreated", "CommentAdded")));
        assertThat(((CommentAdded) events.get(1)).commentId(), is(last));
        assertThat(((CommentAdded) events.get(1)).ticket().assignee(), nullValue());
    }

    @Test
    void twoAssignsAtOnce_followEachOther() {
        PersonState one = agent();
        PersonState two = agent();
        long id = ticket(user(), "Тема");
        CompletableFuture<Integer> first =
                CompletableFuture.supplyAsync(() -> assign(one, id, one.id()).statusCode());
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(() -> assign(two, id, two.id()).statusCode());
        assertThat(List.of(first.join(), second.join()), is(List.of(200, 200)));

        List<Event> events = records(id, "TicketCreated", "TicketAssigned", "TicketAssigned").stream()
                .map(TicketLog::event)
                .toList();
        TicketAssigned earlier = (TicketAssigned) events.get(1);
        TicketAssigned later = (TicketAssigned) events.get(2);
        assertThat(earlier.previous(), nullValue());
        assertThat(later.previous(), is(earlier.ticket().assignee()));
        assertThat(
                List.of(
                        earlier.ticket().assignee().id(),
                        later.ticket().assignee().id()),
                containsInAnyOrder(one.id(), two.id()));
        Cast.as(one)
                .get(Cast.SUPPORT + id)
                .then()
                .body("assigned_to.id", is(later.ticket().assignee().id()));
    }

    /** Without a category, with a file, and under a key: PostgreSQL completes what {@link EventJson} wrote (ADR 0013). */
    @Test
    void everyWayToFile_isToldWhole() throws IOException {
        PersonState owner = user();
        Cast.as(owner)
                .body(Map.of("message", "Текст"))
                .post("/api/ticket")
                .then()
                .statusCode(201);
        Form.ticket()
                .file("a.txt", "Текст".getBytes(StandardCharsets.UTF_8))
                .post(owner)
                .then()
                .statusCode(201);
        Form.ticket().postKeyed(UUID.randomUUID().toString(), owner).then().statusCode(201);
        RowSet<Row> filed = pool.preparedQuery("select ticket.id, category_id, name from ticket"
                        + " join category on category.id = category_id where requester_id = $1 order by ticket.id")
                .execute(Tuple.of(owner.id()))
                .await()
                .indefinitely();
        ObjectMapper json = new ObjectMapper();
        List<String> categories = new ArrayList<>();
        for (Row row : filed) {
            ConsumerRecord<String, byte[]> record =
                    records(row.getLong("id"), "TicketCreated").get(0);
            TicketCreated event = (TicketCreated) TicketLog.event(record);
            assertThat(json.readTree(record.value()), is(json.readTree(EventJson.write(event))));
            assertThat(event.ticket().id(), is(row.getLong("id")));
            assertThat(event.ticket().categoryId(), is(row.getLong("category_id")));
            assertThat(event.category(), is(new CategoryFacts(row.getLong("category_id"), row.getString("name"))));
            categories.add(event.category().name());
        }
        assertThat(categories, is(List.of("Общая", "Техническая", "Техническая")));
    }

    private static List<ConsumerRecord<String, byte[]>> records(long ticket, String... types) {
        try (TicketLog log = new TicketLog()) {
            return log.records(ticket, types);
        }
    }

    private static TicketFacts facts(TicketFacts ticket, TicketStatus status, PersonState assignee) {
        return new TicketFacts(
                ticket.id(),
                ticket.uuid(),
                ticket.subject(),
                status,
                ticket.requester(),
                assignee.actor(),
                ticket.origin(),
                Priority.NORMAL,
                1L);
    }

    private UUID uuid(String table, long id) {
        Row row = pool.preparedQuery("select uuid from " + table + " where id = $1")
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next();
        return row.getUUID("uuid");
    }
}
