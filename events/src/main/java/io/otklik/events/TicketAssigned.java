package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A ticket's assignee changed; the new one is {@code ticket.assignee}, null when it was unassigned.
 *
 * @param previous null when nobody was assigned
 */
public record TicketAssigned(UUID eventId, TicketFacts ticket, Actor previous, Actor by, Instant at)
        implements TicketEvent {}
