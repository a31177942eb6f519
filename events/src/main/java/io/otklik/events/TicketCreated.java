package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/** A requester filed a ticket. */
public record TicketCreated(
        UUID eventId, TicketFacts ticket, String description, CategoryFacts category, Priority priority, Instant at)
        implements TicketEvent {}
