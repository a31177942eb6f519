package io.otklik.ticket.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.ticket.conversation.CommentSnapshot;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message, as RequestMessageSerializer shows it.
 *
 * @param senderType by the sender's role when he wrote it
 * @param senderName null only for somebody whom identity does not know
 * @param senderAvatar null: the suite has none
 */
@Schema(name = "RequestMessage")
record MessageShown(
        @Schema(examples = "108") long id,

        @Schema(description = "The request's id", examples = "42")
        long request,

        @Schema(description = "The sender's id", examples = "5")
        long sender,

        @Schema(enumeration = {"admin", "customer"}) @JsonProperty("sender_type")
        String senderType,

        @Schema(nullable = true, examples = "Пётр Петров") @JsonProperty("sender_name")
        String senderName,

        @Schema(nullable = true, description = "There are none: always null") @JsonProperty("sender_avatar")
        String senderAvatar,

        @Schema(examples = "Проверяем платёж") String content,

        @Schema(enumeration = {"text", "image", "file", "system"}) @JsonProperty("message_type")
        String messageType,

        @JsonProperty("is_read") boolean read,

        @Schema(examples = "false") @JsonProperty("is_internal")
        boolean internal,

        @JsonProperty("created_at") Instant createdAt) {

    static MessageShown of(CommentSnapshot comment, Map<Long, PersonState> known) {
        PersonState sender = known.get(comment.authorId());
        return new MessageShown(
                comment.id(),
                comment.ticketId(),
                comment.authorId(),
                comment.authorRole().isStaff() ? "admin" : "customer",
                sender == null ? null : sender.displayName(),
                null,
                comment.text(),
                comment.messageType(),
                comment.read(),
                comment.internal(),
                comment.createdAt());
    }
}
