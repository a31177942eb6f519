package io.otklik.notification.api.bot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** A frame of a ticket's socket (telegram-bot.md, «События»). */
record BotFrame(String type, Object data) {

    /**
     * Of {@code new_message}.
     *
     * @param internal null for the owner, who gets no others and no such key
     */
    record Message(
            UUID id,
            String content,
            BotPerson user,
            @JsonProperty("created_at") Instant createdAt,

            @JsonProperty("is_internal") @JsonInclude(JsonInclude.Include.NON_NULL)
            Boolean internal) {}

    /** Of {@code status_changed}. */
    record StatusChange(
            @JsonProperty("ticket_id") UUID ticketId,
            @JsonProperty("old_status") String oldStatus,
            @JsonProperty("new_status") String newStatus,
            @JsonProperty("changed_by") BotPerson changedBy) {}

    /** Of {@code typing}. */
    record TypingState(
            @JsonProperty("user_id") UUID userId,
            @JsonProperty("is_typing") boolean isTyping) {}
}
