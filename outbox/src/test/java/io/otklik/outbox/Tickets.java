package io.otklik.outbox;

import io.otklik.events.Actor;
import io.otklik.events.CategoryFacts;
import io.otklik.events.Event;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Events of tickets that no other test has. */
final class Tickets {

    private static final AtomicLong IDS = new AtomicLong(1);

    private Tickets() {}

    static long newId() {
        return IDS.getAndIncrement();
    }

    static Event event(long ticketId, String subject) {
        Actor requester = new Actor(7, UUID.randomUUID(), "ivan", "ivan@example.org", Role.USER);
        TicketFacts facts = new TicketFacts(
                ticketId,
                UUID.randomUUID(),
                subject,
                TicketStatus.OPEN,
                requester,
                null,
                "techsupport",
                Priority.NORMAL,
                1L);
        return new TicketCreated(
                UUID.randomUUID(),
                facts,
                "Не печатает",
                new CategoryFacts(1, "Принтеры"),
                Priority.NORMAL,
                requester,
                Instant.parse("2026-03-01T10:15:30.123456Z"));
    }
}
