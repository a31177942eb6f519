package io.otklik.ticket.ticketing;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A ticket at one moment.
 *
 * @param assigneeId null while nobody is assigned
 * @param origin the contract that it was opened through
 * @param closedAt null unless the status is CLOSED, like {@code closedBy}
 * @param statusChangedBy who set the present status; null for the first one
 * @param tags in their order
 * @param estimatedResolutionTime null when nobody estimated it
 * @param version grows with each change
 */
public record TicketSnapshot(
        long id,
        UUID uuid,
        String subject,
        String description,
        TicketStatus status,
        Priority priority,
        long categoryId,
        long requesterId,
        Long assigneeId,
        String origin,
        Instant createdAt,
        Instant updatedAt,
        Instant closedAt,
        Long closedBy,
        Long statusChangedBy,
        List<String> tags,
        Instant estimatedResolutionTime,
        int version) {

    /** Of a row with all columns of the table. */
    public static TicketSnapshot of(Row row) {
        OffsetDateTime closedAt = row.getOffsetDateTime("closed_at");
        OffsetDateTime estimate = row.getOffsetDateTime("estimated_resolution_time");
        return new TicketSnapshot(
                row.getLong("id"),
                row.getUUID("uuid"),
                row.getString("subject"),
                row.getString("description"),
                TicketStatus.valueOf(row.getString("status")),
                Priority.valueOf(row.getString("priority")),
                row.getLong("category_id"),
                row.getLong("requester_id"),
                row.getLong("assignee_id"),
                row.getString("origin"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getLong("closed_by"),
                row.getLong("status_changed_by"),
                List.of(row.getArrayOfStrings("tags")),
                estimate == null ? null : estimate.toInstant(),
                row.getInteger("version"));
    }
}
