package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.notification.feed.Notification;
import java.time.Instant;

/** A frame of the support channel: a new ticket. */
record SupportFrame(
        String type,
        long id,
        @JsonProperty("ticket_id") long ticketId,
        String subject,
        String category,
        Requester user,
        @JsonProperty("created_at") Instant createdAt,
        String link) {

    /** Who filed the ticket; {@code email} is null for people who came by Telegram. */
    record Requester(long id, String email) {}

    static SupportFrame of(Notification notification) {
        return new SupportFrame(
                Wording.type(notification.kind()),
                notification.id(),
                notification.ticketId(),
                notification.subject(),
                notification.category(),
                new Requester(notification.requesterId(), notification.requesterEmail()),
                notification.createdAt(),
                "/support/tickets/" + notification.ticketId() + "/");
    }
}
