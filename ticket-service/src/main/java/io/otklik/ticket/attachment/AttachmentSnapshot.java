package io.otklik.ticket.attachment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** An attachment as its ticket or comment lists it; {@code size} in bytes. */
public record AttachmentSnapshot(long id, UUID uuid, String filename, String contentType, long size) {

    /** A column for a statement that reads ticket {@code t}: its own attachments, oldest first, for {@link #listed}. */
    public static final String OF_TICKET = """
            (select json_agg(json_build_object('id', a.id, 'uuid', a.uuid, 'filename', a.filename,
                                               'content_type', a.content_type, 'size', a.size) order by a.id)
             from attachment a where a.ticket_id = t.id and a.comment_id is null) attachments""";

    /** The same of comment {@code c}. */
    public static final String OF_COMMENT = """
            (select json_agg(json_build_object('id', a.id, 'uuid', a.uuid, 'filename', a.filename,
                                               'content_type', a.content_type, 'size', a.size) order by a.id)
             from attachment a where a.comment_id = c.id) attachments""";

    /** @param column null for a ticket without attachments */
    public static List<AttachmentSnapshot> listed(JsonArray column) {
        return column == null
                ? List.of()
                : column.stream()
                        .map(JsonObject.class::cast)
                        .map(AttachmentSnapshot::of)
                        .toList();
    }

    private static AttachmentSnapshot of(JsonObject row) {
        return new AttachmentSnapshot(
                row.getLong("id"),
                UUID.fromString(row.getString("uuid")),
                row.getString("filename"),
                row.getString("content_type"),
                row.getLong("size"));
    }
}
