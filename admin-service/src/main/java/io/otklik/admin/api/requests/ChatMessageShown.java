package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.chat.ChatMessage;
import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A message (customer-requests.md, {@code ChatMessageSerializer}). */
@Schema(name = "ChatMessage")
record ChatMessageShown(
        @Schema(example = "31") long id,
        @Schema(example = "4") long chat,

        @Schema(description = "The id of a person", example = "5")
        long sender,

        @JsonProperty("sender_name") @Schema(example = "Пётр Петров", nullable = true)
        String senderName,

        @JsonProperty("sender_avatar") @Schema(description = "There are none yet: null", nullable = true)
        String senderAvatar,

        @Schema(example = "Кто возьмёт запрос 12?") String content,

        @JsonProperty("message_type") @Schema(enumeration = {"text", "image", "file", "system"})
        String messageType,

        @JsonProperty("reply_to") @Schema(description = "The id of a message", example = "30", nullable = true)
        Long replyTo,

        @JsonProperty("is_read") @Schema(example = "false") boolean read,
        @JsonProperty("created_at") Instant createdAt) {

    static ChatMessageShown of(ChatMessage message, Map<Long, PersonState> known) {
        return new ChatMessageShown(
                message.id(),
                message.chatId(),
                message.senderId(),
                UserShown.fullName(message.senderId(), known),
                null,
                message.content(),
                message.messageType(),
                message.replyTo(),
                message.read(),
                message.createdAt());
    }
}
