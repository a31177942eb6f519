package io.otklik.admin.history;

import java.time.Instant;

/**
 * One change of one field of a ticket.
 *
 * @param oldValue the domain's name, or digits for an id; null for nothing, like {@code newValue}
 */
public record HistoryRow(
        long id, long ticketId, long changedBy, String field, String oldValue, String newValue, Instant changedAt) {}
