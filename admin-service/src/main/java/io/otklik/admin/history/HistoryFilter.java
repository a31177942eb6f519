package io.otklik.admin.history;

import io.otklik.events.TicketStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which changes are wanted; what is empty does not matter.
 *
 * @param from earliest {@code changedAt}, inclusive
 * @param to latest {@code changedAt}, inclusive
 * @param alike statuses that the reader cannot tell apart: changes among them are left out
 */
public record HistoryFilter(
        Optional<Long> ticketId,
        Optional<Long> changedBy,
        Optional<String> field,
        Optional<Instant> from,
        Optional<Instant> to,
        Set<TicketStatus> alike) {}
