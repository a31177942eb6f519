package io.otklik.ticket.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request, as CustomerRequestSerializer shows it; {@code messages_count} counts internal and system messages, too. */
@Schema(name = "CustomerRequest")
record RequestShown(
        @Schema(examples = "42") long id,
        @Schema(examples = "Не проходит оплата") String title,

        @Schema(examples = "Карта отклонена, деньги списаны")
        String description,

        @Schema(implementation = RequestNames.Status.class, examples = "in_progress")
        String status,

        @Schema(implementation = RequestNames.Urgency.class, examples = "high")
        String priority,

        @Schema(implementation = RequestNames.Category.class, examples = "billing")
        String category,

        UserShown customer,

        @Schema(nullable = true) @JsonProperty("assigned_admin")
        UserShown assignedAdmin,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,

        @Schema(nullable = true) @JsonProperty("last_message_at")
        Instant lastMessageAt,

        @Schema(description = "Of internal and system messages, too", examples = "3") @JsonProperty("messages_count")
        long messagesCount,

        @Schema(nullable = true) @JsonProperty("estimated_resolution_time")
        Instant estimatedResolutionTime,

        @Schema(example = "[\"оплата\"]") List<String> tags) {

    static RequestShown of(TicketView ticket, Map<Long, PersonState> known) {
        return new RequestShown(
                ticket.id(),
                ticket.subject(),
                ticket.description(),
                RequestNames.of(ticket.status()),
                RequestNames.of(ticket.priority()),
                RequestNames.of(ticket.category()),
                UserShown.of(ticket.requesterId(), known),
                UserShown.of(ticket.assigneeId(), known),
                ticket.createdAt(),
                ticket.updatedAt(),
                ticket.lastMessageAt(),
                ticket.messages(),
                ticket.estimatedResolutionTime(),
                ticket.tags());
    }
}
