package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A ticket was filed: by its requester, or by an agent for him.
 *
 * @param by who filed it; null in events of the first days
 */
public record TicketCreated(
        UUID eventId,
        TicketFacts ticket,
        String description,
        CategoryFacts category,
        Priority priority,
        Actor by,
        Instant at)
        implements TicketEvent {}
