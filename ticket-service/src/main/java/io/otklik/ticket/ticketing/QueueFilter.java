package io.otklik.ticket.ticketing;

import io.otklik.events.TicketStatus;
import java.util.Optional;
import java.util.Set;

/** Which tickets of the staff's list are wanted; all of them where a value is empty. */
public record QueueFilter(Optional<Set<TicketStatus>> statuses, Optional<Long> assigneeId, Optional<Long> categoryId) {}
