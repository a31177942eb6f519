package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Language;
import io.otklik.notification.feed.FeedRow;
import io.otklik.notification.feed.Notification;
import java.time.Instant;

/** A row of {@code GET /api/v1/notifications/}, and a frame of the user channel. */
record NotificationRow(
        long id,
        String message,
        @JsonProperty("is_read") boolean isRead,
        @JsonProperty("created_at") Instant createdAt,
        String type,
        String title,
        @JsonProperty("ticket_id") long ticketId) {

    static NotificationRow of(FeedRow row, Language language) {
        return of(row.notification(), row.read(), language);
    }

    static NotificationRow of(Notification notification, boolean read, Language language) {
        return new NotificationRow(
                notification.id(),
                Wording.message(notification.kind()).in(language),
                read,
                notification.createdAt(),
                Wording.type(notification.kind()),
                Wording.title(notification).in(language),
                notification.ticketId());
    }
}
