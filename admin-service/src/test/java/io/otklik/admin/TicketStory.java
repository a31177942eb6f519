package io.otklik.admin;

import io.otklik.events.Actor;
import io.otklik.events.CategoryFacts;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What happens to one ticket, as ticket-service would tell it. */
public final class TicketStory {

    private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());
    private static final Actor OWNER = new Actor(7, UUID.randomUUID(), "ivan", "ivan@example.com", Role.USER);

    public final List<Event> events = new ArrayList<>();
    private final long id;
    private final Instant filed;
    private TicketFacts now;

    TicketStory(Instant filed, Priority priority, long category) {
        this(NEXT.incrementAndGet(), filed, priority, category);
    }

    public TicketStory(long id, Instant filed, Priority priority, long category) {
        this.id = id;
        this.filed = filed;
        this.now = new TicketFacts(
                id, UUID.randomUUID(), "Вход", TicketStatus.OPEN, OWNER, null, "bot", priority, category);
        CategoryFacts facts = new CategoryFacts(category, "Категория " + category);
        events.add(new TicketCreated(UUID.randomUUID(), now, "Ошибка 500", facts, priority, OWNER, filed));
    }

    TicketStory assigned(String after, PersonState agent) {
        Actor previous = now.assignee();
        now = facts(now.status(), agent == null ? null : agent.actor(), now.priority(), now.categoryId());
        events.add(new TicketAssigned(UUID.randomUUID(), now, previous, OWNER, at(after)));
        return this;
    }

    TicketStory became(String after, TicketStatus status) {
        TicketStatus previous = now.status();
        now = facts(status, now.assignee(), now.priority(), now.categoryId());
        events.add(new TicketStatusChanged(UUID.randomUUID(), now, previous, OWNER, at(after)));
        return this;
    }

    TicketStory edited(String after, Priority priority, long category) {
        List<TicketEdited.Change> changes = List.of(
                new TicketEdited.Change("priority", now.priority().name(), priority.name()),
                new TicketEdited.Change("category", Long.toString(now.categoryId()), Long.toString(category)));
        now = facts(now.status(), now.assignee(), priority, category);
        events.add(new TicketEdited(UUID.randomUUID(), now, changes, OWNER, at(after)));
        return this;
    }

    TicketStory said(String after, Actor author) {
        return comment(after, author, false, false);
    }

    TicketStory saidInternally(String after, Actor author) {
        return comment(after, author, true, false);
    }

    TicketStory saidBySuite(String after, Actor author) {
        return comment(after, author, false, true);
    }

    TicketStory saidByOwner(String after) {
        return comment(after, OWNER, false, false);
    }

    public TicketStory deleted(String after) {
        events.add(new TicketDeleted(UUID.randomUUID(), now, OWNER, at(after)));
        return this;
    }

    private TicketStory comment(String after, Actor author, boolean internal, boolean system) {
        String type = system ? "system" : "text";
        events.add(new CommentAdded(
                UUID.randomUUID(),
                now,
                "Ошибка 500",
                1,
                UUID.randomUUID(),
                author,
                internal,
                system,
                "Да",
                type,
                at(after)));
        return this;
    }

    private TicketFacts facts(TicketStatus status, Actor assignee, Priority priority, Long category) {
        return new TicketFacts(
                id, now.uuid(), now.subject(), status, OWNER, assignee, now.origin(), priority, category);
    }

    private Instant at(String after) {
        return filed.plus(Duration.parse(after));
    }

    /** As a batch from Kafka. */
    public static ConsumerRecords<byte[], byte[]> batch(List<Event> events) {
        String topic = Topic.TICKETS.topicName();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Event event : events) {
            ConsumerRecord<byte[], byte[]> made = new ConsumerRecord<>(
                    topic,
                    0,
                    1_000_000L + records.size(),
                    event.key().getBytes(StandardCharsets.UTF_8),
                    EventJson.write(event).getBytes(StandardCharsets.UTF_8));
            made.headers().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
            records.add(made);
        }
        return new ConsumerRecords<>(Map.of(new TopicPartition(topic, 0), records), Map.of());
    }
}
