package io.otklik.ticket.ticketing;

import io.otklik.events.TicketStatus;
import java.time.Instant;

/** A ticket in its requester's list. */
public record OwnLine(long id, String subject, TicketStatus status, Instant createdAt) {}
