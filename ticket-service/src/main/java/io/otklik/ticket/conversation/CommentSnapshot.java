package io.otklik.ticket.conversation;

import io.otklik.events.Role;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A comment, as it was written; comments do not change.
 *
 * @param authorRole the author's when he wrote it
 * @param system written by the suite itself
 * @param messageType {@code text}, {@code image}, {@code file} or {@code system}
 * @param read a staff member other than its author has had it shown in {@code requests}
 * @param attachments oldest first
 */
public record CommentSnapshot(
        long id,
        UUID uuid,
        long ticketId,
        long authorId,
        Role authorRole,
        boolean internal,
        boolean system,
        String messageType,
        boolean read,
        String text,
        Instant createdAt,
        List<AttachmentSnapshot> attachments) {

    /** Of a row with all columns of the table, and {@code attachments}. */
    static CommentSnapshot of(Row row) {
        return new CommentSnapshot(
                row.getLong("id"),
                row.getUUID("uuid"),
                row.getLong("ticket_id"),
                row.getLong("author_id"),
                Role.valueOf(row.getString("author_role")),
                row.getBoolean("internal"),
                row.getBoolean("system"),
                row.getString("message_type"),
                row.getBoolean("is_read"),
                row.getString("text"),
                row.getOffsetDateTime("created_at").toInstant(),
                AttachmentSnapshot.listed(row.getJsonArray("attachments")));
    }
}
