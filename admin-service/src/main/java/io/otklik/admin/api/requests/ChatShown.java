package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.admin.chat.ChatType;
import io.otklik.admin.chat.ChatView;
import io.otklik.events.PersonState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A chat as its participant sees it (customer-requests.md, {@code AdminChatSerializer}). */
@Schema(name = "Chat")
record ChatShown(
        @Schema(example = "4") long id,
        @Schema(example = "Смена") String name,

        @JsonProperty("chat_type") @Schema(enumeration = {"general", "department", "private"})
        String chatType,

        List<UserShown> participants,

        @JsonProperty("last_message") @Schema(nullable = true)
        LastMessage lastMessage,

        @JsonProperty("unread_count") @Schema(example = "2") long unreadCount,
        @JsonProperty("is_active") boolean active,
        @JsonProperty("created_at") Instant createdAt) {

    static final Map<String, ChatType> TYPES = types();

    static ChatShown of(ChatView chat, Map<Long, PersonState> known) {
        return new ChatShown(
                chat.id(),
                chat.name(),
                name(chat.type()),
                UserShown.all(chat.members(), known),
                LastMessage.of(chat.last(), known),
                chat.unread(),
                chat.active(),
                chat.createdAt());
    }

    private static String name(ChatType type) {
        return switch (type) {
            case GENERAL -> "general";
            case DEPARTMENT -> "department";
            case PRIVATE -> "private";
        };
    }

    private static Map<String, ChatType> types() {
        Map<String, ChatType> types = new LinkedHashMap<>();
        for (ChatType type : ChatType.values()) {
            types.put(name(type), type);
        }
        return types;
    }

    @Schema(name = "LastChatMessage")
    record LastMessage(
            @Schema(example = "Кто возьмёт запрос 12?") String content,

            @JsonProperty("sender_name") @Schema(example = "Пётр Петров", nullable = true)
            String senderName,

            @JsonProperty("created_at") Instant createdAt) {

        static LastMessage of(ChatView.LastMessage last, Map<Long, PersonState> known) {
            return last == null
                    ? null
                    : new LastMessage(last.content(), UserShown.fullName(last.senderId(), known), last.at());
        }
    }
}
