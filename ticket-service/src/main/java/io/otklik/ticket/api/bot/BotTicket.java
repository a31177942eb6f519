package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A ticket, in lists and by itself.
 *
 * @param assignedTo null while nobody is assigned
 * @param closedAt null unless it is CLOSED
 * @param messagesCount of those that the reader may see, like {@code lastMessageAt}, which is null without any
 */
record BotTicket(
        UUID id,
        String title,
        String description,
        String status,
        String priority,
        Category category,
        Requester user,
        @JsonProperty("assigned_to") BotPerson assignedTo,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @JsonProperty("closed_at") Instant closedAt,
        @JsonProperty("messages_count") long messagesCount,
        @JsonProperty("last_message_at") Instant lastMessageAt) {

    static BotTicket of(TicketView ticket, Map<Long, PersonState> people) {
        return new BotTicket(
                ticket.uuid(),
                ticket.subject(),
                ticket.description(),
                BotNames.of(ticket.status()),
                ticket.priority().name(),
                Category.of(ticket.category()),
                Requester.of(people.get(ticket.requesterId())),
                BotPerson.of(ticket.assigneeId(), people),
                ticket.createdAt(),
                ticket.updatedAt(),
                ticket.closedAt(),
                ticket.messages(),
                ticket.lastMessageAt());
    }

    /** {@code icon} and {@code color} are null where the category has none. */
    @Schema(name = "BotTicketCategory")
    record Category(UUID id, String name, String icon, String color) {

        static Category of(TicketView.CategoryShort category) {
            return new Category(category.uuid(), category.name(), category.icon(), category.color());
        }
    }

    /** {@code telegram_id} is null for people of other contracts. */
    @Schema(name = "BotRequester")
    record Requester(
            UUID id,
            @JsonProperty("telegram_id") Long telegramId,
            String username,
            @JsonProperty("first_name") String firstName) {

        /** Null for somebody whom neither the replica nor his owner knows. */
        static Requester of(PersonState person) {
            return person == null
                    ? null
                    : new Requester(person.uuid(), person.telegramId(), person.username(), person.shortName());
        }
    }

    /** A page of them; {@code total} and {@code pages} of all that match. */
    @Schema(name = "BotTicketPage")
    record Page(List<BotTicket> items, long total, int page, int size, long pages) {}
}
