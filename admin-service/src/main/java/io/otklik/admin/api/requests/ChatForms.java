package io.otklik.admin.api.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.otklik.admin.chat.ChatEdit;
import io.otklik.admin.chat.ChatType;
import io.otklik.admin.chat.NewChat;
import io.otklik.admin.chat.NewChatMessage;
import io.otklik.edge.Fields;
import io.otklik.edge.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent to chats: how it is read, and how the document shows it. */
final class ChatForms {

    private static final int NAME = 100;
    private static final int CONTENT = 10_000;

    private static final Map<String, String> MESSAGE_TYPES =
            new TreeMap<>(Map.of("text", "text", "image", "image", "file", "file"));

    private ChatForms() {}

    static NewChat newChat(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        String name = fields.line("name", NAME);
        ChatType type = fields.optionalChoice("chat_type", ChatShown.TYPES).orElse(ChatType.GENERAL);
        Set<Long> participants = PersonIds.of(fields, "participants");
        return fields.verified(() -> new NewChat(name, type, participants));
    }

    static ChatEdit edit(String contentType, byte[] body, boolean whole) {
        Fields fields = Fields.json(contentType, body);
        Optional<String> name = fields.sent("name", whole, field -> fields.line(field, NAME));
        Optional<ChatType> type = fields.optionalChoice("chat_type", ChatShown.TYPES);
        if (fields.isNull("is_active")) {
            fields.refuse("is_active", Messages.NULL);
        }
        Optional<Boolean> active = fields.optionalFlag("is_active");
        return fields.verified(() -> new ChatEdit(name, type, active));
    }

    static NewChatMessage message(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        String content = fields.text("content", CONTENT);
        String type = fields.optionalChoice("message_type", MESSAGE_TYPES).orElse("text");
        Optional<Long> replyTo = fields.optionalNumber("reply_to");
        return fields.verified(() -> new NewChatMessage(content, type, replyTo));
    }

    static long invited(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        return fields.verified(() -> fields.number("user"));
    }

    @Schema(name = "ChatInvitation", requiredProperties = "user")
    record Invitation(
            @Schema(description = "The id of a person", example = "5")
            long user) {}

    @Schema(name = "NewChat", requiredProperties = "name")
    record NewBody(
            @Schema(maxLength = NAME, example = "Смена") String name,

            @Schema(
                    name = "chat_type",
                    enumeration = {"general", "department", "private"},
                    defaultValue = "general")
            String chatType,

            @Schema(description = "The ids of colleagues", maxItems = PersonIds.MOST, example = "[5, 6]")
            List<Long> participants) {}

    @Schema(name = "WholeChat", requiredProperties = "name")
    record WholeBody(@JsonUnwrapped ChangeBody chat) {}

    @Schema(name = "ChatChange")
    record ChangeBody(
            @Schema(maxLength = NAME, example = "Смена") String name,

            @Schema(
                    name = "chat_type",
                    enumeration = {"general", "department", "private"})
            String chatType,

            @Schema(
                    name = "is_active",
                    description = "False closes the chat: nobody sees it any more",
                    example = "true")
            Boolean active) {}

    @Schema(name = "NewChatMessage", requiredProperties = "content")
    record MessageBody(
            @Schema(maxLength = CONTENT, example = "Кто возьмёт запрос 12?")
            String content,

            @Schema(
                    name = "message_type",
                    enumeration = {"text", "image", "file"},
                    defaultValue = "text")
            String messageType,

            @Schema(
                    name = "reply_to",
                    description = "The id of a message of this chat",
                    nullable = true,
                    example = "30")
            Long replyTo) {}
}
