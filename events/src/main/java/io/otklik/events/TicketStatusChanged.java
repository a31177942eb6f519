package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/** A ticket's status changed; the new one is {@code ticket.status}. */
public record TicketStatusChanged(UUID eventId, TicketFacts ticket, TicketStatus previous, Actor by, Instant at)
        implements TicketEvent {}
