package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.otklik.edge.Language;
import io.otklik.notification.feed.Notification;
import io.otklik.notification.socket.FeedFrames;
import jakarta.enterprise.context.ApplicationScoped;

/** Notifications as JSON text frames. */
@ApplicationScoped
class NotificationFrames implements FeedFrames {

    private final ObjectMapper json;

    NotificationFrames(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String frame(Notification notification, boolean read, Language language) {
        Object frame = notification.isForSupport()
                ? SupportFrame.of(notification)
                : NotificationRow.of(notification, read, language);
        try {
            return json.writeValueAsString(frame);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Notification " + notification.id(), impossible);
        }
    }
}
