package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.chat.ChatMessage;
import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.Map;

/** A message (customer-requests.md, {@code ChatMessageSerializer}). */
record ChatMessageShown(
        long id,
        long chat,
        long sender,
        @JsonProperty("sender_name") String senderName,
        @JsonProperty("sender_avatar") String senderAvatar,
        String content,
        @JsonProperty("message_type") String messageType,
        @JsonProperty("reply_to") Long replyTo,
        @JsonProperty("is_read") boolean read,
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
