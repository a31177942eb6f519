package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/** An administrator deleted a ticket, with its comments and files. */
public record TicketDeleted(UUID eventId, TicketFacts ticket, Actor by, Instant at) implements TicketEvent {}
