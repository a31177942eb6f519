package io.otklik.notification;

import io.otklik.events.Actor;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** ticket-service's part in a test: tickets and their events, on the real otklik.tickets. */
public final class TestTickets implements AutoCloseable {

    private static final String TOPIC = "otklik.tickets";
    private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());
    private static final AtomicLong NEXT_OFFSET = new AtomicLong(1_000_000_000);

    private final KafkaProducer<String, String> producer;

    public TestTickets(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** A new ticket of the owner. */
    public static TicketFacts ticket(PersonState owner, PersonState assignee) {
        return ticket(NEXT_ID.incrementAndGet(), "Не работает <вход> & выход", owner, assignee, "techsupport");
    }

    public static TicketFacts ticket(long id, String subject, PersonState owner, PersonState assignee, String origin) {
        return new TicketFacts(
                id,
                UUID.randomUUID(),
                subject,
                TicketStatus.IN_PROGRESS,
                owner.actor(),
                assignee == null ? null : assignee.actor(),
                origin,
                Priority.NORMAL,
                1L);
    }

    /** Filed by its requester. */
    public static TicketCreated created(TicketFacts ticket) {
        return created(ticket, ticket.requester());
    }

    public static TicketCreated created(TicketFacts ticket, Actor by) {
        return new TicketCreated(
                UUID.randomUUID(), ticket, "описание", new CategoryFacts(3, "Аккаунт"), Priority.NORMAL, by, now());
    }

    public static CommentAdded comment(TicketFacts ticket, PersonState author) {
        return comment(ticket, author.actor(), false, false, "Мы <b>начали</b> & \"работаем\"");
    }

    public static CommentAdded comment(
            TicketFacts ticket, Actor author, boolean internal, boolean system, String text) {
        return new CommentAdded(
                UUID.randomUUID(),
                ticket,
                "описание",
                1,
                UUID.randomUUID(),
                author,
                internal,
                system,
                text,
                "text",
                now());
    }

    public static TicketAssigned assigned(TicketFacts ticket, PersonState by) {
        return new TicketAssigned(UUID.randomUUID(), ticket, null, by.actor(), now());
    }

    public static TicketStatusChanged statusChanged(TicketFacts ticket, PersonState by) {
        return new TicketStatusChanged(UUID.randomUUID(), ticket, TicketStatus.OPEN, by.actor(), now());
    }

    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Publishes without waiting for Kafka. */
    public void send(Event event) {
        var unused = sent(event);
    }

    private Future<?> sent(Event event) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(event.topic().topicName(), event.key(), EventJson.write(event));
        record.headers().add("ce_type", bytes(event.type()));
        return producer.send(record);
    }

    /** Publishes; returns when Kafka has them. */
    public void publish(Event... events) {
        for (Event event : events) {
            try {
                Object unused = sent(event).get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** A batch that never was in Kafka, at offsets that no real record has. */
    public static ConsumerRecords<byte[], byte[]> batch(int partition, List<? extends Event> events) {
        List<ConsumerRecord<byte[], byte[]>> records = events.stream()
                .map(event -> {
                    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                            TOPIC,
                            partition,
                            NEXT_OFFSET.incrementAndGet(),
                            bytes(event.key()),
                            bytes(EventJson.write(event)));
                    record.headers().add("ce_type", bytes(event.type()));
                    return record;
                })
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, partition), records), Map.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
