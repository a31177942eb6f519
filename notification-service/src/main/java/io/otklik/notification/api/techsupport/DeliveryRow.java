package io.otklik.notification.api.techsupport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.notification.delivery.Channel;
import io.otklik.notification.delivery.Delivery;
import io.otklik.notification.delivery.State;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row of {@code GET /api/v1/admin/deliveries/}. */
@Schema(name = "Delivery")
record DeliveryRow(
        @Schema(example = "4194312") long id,

        @Schema(description = "The id of the event, or of the request for a new password")
        UUID event,

        @Schema(nullable = true, description = "null: of no ticket", example = "2")
        Long ticket,

        @Schema(
                nullable = true,
                description = "The id of who is told; null: somebody without an account",
                example = "3")
        Long person,

        @Schema(
                enumeration = {"feed", "email"},
                example = "email")
        String channel,

        @Schema(
                enumeration = {"new_ticket", "new_comment", "assigned", "status_changed", "password_reset"},
                example = "status_changed")
        String type,

        @Schema(
                enumeration = {"queued", "sending", "sent", "seen", "failed"},
                description = "`sent`: in the feed, or taken by the mail server; `seen`: read in the feed",
                example = "sent")
        String state,

        @Schema(description = "How often it was tried; `reason` says why more than once", example = "2")
        int attempts,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,

        @Schema(
                nullable = true,
                description = "Of a mail: why the latest attempt failed, or why there was another one after it",
                example = "the lease ran out, the server may have it")
        String reason) {

    static DeliveryRow of(Delivery delivery) {
        return new DeliveryRow(
                delivery.id(),
                delivery.eventId(),
                delivery.ticketId(),
                delivery.personId(),
                shown(delivery.channel()),
                type(delivery.kind()),
                shown(delivery.state()),
                delivery.attempts(),
                delivery.createdAt(),
                delivery.updatedAt(),
                delivery.reason());
    }

    static String shown(Channel channel) {
        return switch (channel) {
            case FEED -> "feed";
            case EMAIL -> "email";
        };
    }

    static String shown(State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case SENDING -> "sending";
            case SENT -> "sent";
            case SEEN -> "seen";
            case FAILED -> "failed";
        };
    }

    /** Mails are of the type of what they tell. A newer replica may write further kinds, which are shown, too. */
    private static String type(String kind) {
        return switch (kind) {
            case "ASSIGNED_TO_YOU" -> "assigned";
            case "REPLY", "SUPPORT0_REPLY" -> "new_comment";
            default -> kind.toLowerCase(Locale.ROOT);
        };
    }
}
