package io.otklik.notification.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.events.ChatMessagePosted;
import io.otklik.notification.chat.ChatFrames;
import io.otklik.notification.worklist.News;
import io.otklik.notification.worklist.WorklistFrames;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The frames of customer-requests.md, «WebSocket для реального времени». */
@ApplicationScoped
class RequestsFrames implements WorklistFrames, ChatFrames {

    /** A frame of {@code /ws/admin/notifications/}; {@code data} is a request or a message, as its owner shows it. */
    record Notice(String type, @JsonRawValue String data) {}

    /** A frame of {@code /ws/chats/{id}/}. */
    record Said(
            String type,
            String message,
            String sender,
            @JsonProperty("sender_id") long senderId,
            Instant timestamp) {}

    private final ObjectMapper json;

    RequestsFrames(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String frame(News news, String data) {
        return written(new Notice(type(news), data));
    }

    @Override
    public String frame(ChatMessagePosted posted) {
        return written(new Said(
                "message",
                posted.content(),
                posted.senderName(),
                posted.sender().id(),
                posted.at()));
    }

    private static String type(News news) {
        return switch (news) {
            case CREATED -> "new_request";
            case UPDATED -> "request_updated";
            case MESSAGE -> "new_message";
        };
    }

    private String written(Record frame) {
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A frame", impossible);
        }
    }
}
