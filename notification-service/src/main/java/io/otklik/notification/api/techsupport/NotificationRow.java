package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Language;
import io.otklik.notification.feed.FeedRow;
import io.otklik.notification.feed.Notification;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row of {@code GET /api/v1/notifications/}, and a frame of the user channel. */
@Schema(name = "Notification")
record NotificationRow(
        @Schema(example = "1") long id,
        @Schema(example = "Новый тикет был создан.") String message,
        @JsonProperty("is_read") @Schema(example = "false") boolean isRead,
        @JsonProperty("created_at") Instant createdAt,

        @Schema(enumeration = {"new_ticket", "new_comment", "assigned", "status_changed"})
        String type,

        @Schema(example = "Тикет #2: Не отображается страница")
        String title,

        @JsonProperty("ticket_id") @Schema(example = "2") long ticketId) {

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
