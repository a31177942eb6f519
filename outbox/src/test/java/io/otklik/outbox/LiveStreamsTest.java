package io.otklik.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Event;
import io.otklik.events.Topic;
import io.otklik.events.Typing;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class LiveStreamsTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject
    LiveStreams live;

    @Inject
    Signals signals;

    private final List<Event> heard = new CopyOnWriteArrayList<>();

    @Test
    void follow_tellsInOrderWhatHappensFromNowOnAndGoesOnAfterAnOutage() throws Exception {
        long ticket = Tickets.newId();
        Event before = Tickets.event(ticket, "before");
        signals.send(before);
        await().atMost(LIMIT)
                .until(() -> TopicLog.events("otklik.tickets", before.key()), List.of(before.eventId())::equals);
        follow(Topic.TICKETS);
        List<Event> sent = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            sent.add(Tickets.event(ticket, "n" + i));
        }
        sent.forEach(signals::send);
        await().atMost(LIMIT).until(() -> ids(heardOf(before.key())), ids(sent)::equals);

        RealParts.kafka().stop();
        RealParts.kafka().start();

        Event after = Tickets.event(ticket, "after");
        sent.add(after);
        signals.send(after);
        await().atMost(LIMIT).until(() -> ids(heardOf(before.key())), ids(sent)::equals);
    }

    @Test
    void follow_tellsOfAnEventOnceHoweverOftenItIsPublished() {
        follow(Topic.TICKETS);
        Event first = Tickets.event(Tickets.newId(), "first");
        Event second = Tickets.event(Long.parseLong(first.key()), "second");
        signals.send(first);
        signals.send(first);
        signals.send(second);
        signals.send(first);
        Event last = Tickets.event(Long.parseLong(first.key()), "last");
        signals.send(last);
        await().atMost(LIMIT).until(() -> heardOf(first.key()).contains(last));
        assertEquals(List.of(first, second, last), heardOf(first.key()));
    }

    @Test
    void follower_thatFailsHearsWhatComesNext() {
        Typing first = typing();
        Typing second = typing();
        live.follow("clumsy", Set.of(Topic.SIGNALS), () -> true, events -> {
            heard.addAll(events);
            throw new IllegalStateException("clumsy");
        });
        await().atMost(LIMIT).until(live::arePositioned);
        signals.send(first);
        await().atMost(LIMIT).until(() -> heardOf(first.key()), List.of(first)::equals);
        signals.send(second);
        await().atMost(LIMIT).until(() -> heardOf(second.key()), List.of(second)::equals);
    }

    private void follow(Topic topic) {
        live.follow("test", Set.of(topic), () -> true, events -> {
            heard.addAll(events);
            return Uni.createFrom().voidItem();
        });
        await().atMost(LIMIT).until(live::arePositioned);
    }

    private List<Event> heardOf(String key) {
        return heard.stream().filter(event -> event.key().equals(key)).toList();
    }

    private static List<UUID> ids(List<Event> events) {
        return events.stream().map(Event::eventId).toList();
    }

    private static Typing typing() {
        return new Typing(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), true, Instant.parse("2026-06-25T09:30:00Z"));
    }
}
