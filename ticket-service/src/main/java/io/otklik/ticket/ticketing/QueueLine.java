package io.otklik.ticket.ticketing;

import io.otklik.events.CategoryFacts;
import io.otklik.events.TicketStatus;
import java.time.Instant;

/**
 * A ticket in the staff's list.
 *
 * @param assigneeId null while nobody is assigned
 */
public record QueueLine(
        long id, String subject, TicketStatus status, Long assigneeId, CategoryFacts category, Instant createdAt) {}
