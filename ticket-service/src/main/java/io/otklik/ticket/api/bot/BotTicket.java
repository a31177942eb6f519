package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
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
        @Schema(examples = "Проблема с оплатой") String title,
        @Schema(examples = "Не могу оплатить подписку") String description,

        @Schema(implementation = BotNames.class, examples = "CLOSED")
        String status,

        @Schema(implementation = Priority.class, examples = "HIGH")
        String priority,

        Category category,
        @Schema(nullable = true) Requester user,

        @Schema(nullable = true) @JsonProperty("assigned_to")
        BotPerson assignedTo,

        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt,
        @Schema(nullable = true) @JsonProperty("closed_at") Instant closedAt,

        @Schema(description = "Of those that the reader may see", examples = "3") @JsonProperty("messages_count")
        long messagesCount,

        @Schema(nullable = true) @JsonProperty("last_message_at")
        Instant lastMessageAt) {

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
    record Category(
            UUID id,
            @Schema(examples = "Оплата и подписка") String name,
            @Schema(nullable = true, examples = "💳") String icon,
            @Schema(nullable = true, examples = "#ff6b6b") String color) {

        static Category of(TicketView.CategoryShort category) {
            return new Category(category.uuid(), category.name(), category.icon(), category.color());
        }
    }

    /** {@code telegram_id} is null for people of other contracts. */
    @Schema(name = "BotRequester")
    record Requester(
            UUID id,

            @Schema(nullable = true, examples = "123456789") @JsonProperty("telegram_id")
            Long telegramId,

            @Schema(examples = "john_doe") String username,

            @Schema(examples = "John") @JsonProperty("first_name")
            String firstName) {

        /** Null for somebody whom neither the replica nor his owner knows. */
        static Requester of(PersonState person) {
            return person == null
                    ? null
                    : new Requester(person.uuid(), person.telegramId(), person.username(), person.shortName());
        }
    }

    /** A page of them; {@code total} and {@code pages} of all that match. */
    @Schema(name = "BotTicketPage")
    record Page(
            List<BotTicket> items,
            @Schema(examples = "50") long total,
            @Schema(examples = "1") int page,
            @Schema(examples = "20") int size,
            @Schema(examples = "3") long pages) {}
}
