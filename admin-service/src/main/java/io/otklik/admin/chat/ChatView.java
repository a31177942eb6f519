package io.otklik.admin.chat;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat as one of its participants sees it.
 *
 * @param members the ids of all who take part
 * @param last null while nothing was said
 * @param unread messages of others that he was not shown yet
 */
public record ChatView(
        long id,
        String name,
        ChatType type,
        List<Long> members,
        LastMessage last,
        long unread,
        boolean active,
        Instant createdAt) {

    /** The newest message, in short. */
    public record LastMessage(String content, long senderId, Instant at) {}

    static ChatView of(Row row) {
        return new ChatView(
                row.getLong("id"),
                row.getString("name"),
                ChatType.valueOf(row.getString("chat_type")),
                List.of(row.getArrayOfLongs("members")),
                last(row),
                row.getLong("unread"),
                row.getBoolean("is_active"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static LastMessage last(Row row) {
        return row.getLong("last_sender_id") == null
                ? null
                : new LastMessage(
                        row.getString("last_content"),
                        row.getLong("last_sender_id"),
                        row.getOffsetDateTime("last_at").toInstant());
    }

    /** Everybody whose name it takes to show the chat. */
    public List<Long> people() {
        List<Long> people = new ArrayList<>(members);
        if (last != null) {
            people.add(last.senderId());
        }
        return people;
    }
}
