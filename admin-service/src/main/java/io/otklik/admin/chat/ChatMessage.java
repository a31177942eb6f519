package io.otklik.admin.chat;

import io.otklik.events.ChatMessagePosted;
import io.otklik.events.PersonState;
import io.otklik.outbox.TimeOrderedId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * What was said in a chat.
 *
 * @param messageType {@code text}, {@code image}, {@code file} or {@code system}
 * @param replyTo null when it answers no other message
 * @param read whether somebody else than its sender has been shown it
 */
public record ChatMessage(
        long id,
        long chatId,
        long senderId,
        String content,
        String messageType,
        Long replyTo,
        boolean read,
        Instant createdAt) {

    static ChatMessage of(Row row) {
        return new ChatMessage(
                row.getLong("id"),
                row.getLong("chat_id"),
                row.getLong("sender_id"),
                row.getString("content"),
                row.getString("message_type"),
                row.getLong("reply_to"),
                row.getBoolean("is_read"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    ChatMessagePosted postedEvent(PersonState sender) {
        return new ChatMessagePosted(
                TimeOrderedId.next(),
                chatId,
                id,
                sender.actor(),
                sender.displayName(),
                content,
                messageType,
                replyTo,
                createdAt);
    }
}
