package io.otklik.ticket.api.bot;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.edge.Text;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.NewTicket;
import io.otklik.ticket.ticketing.StatusWish;
import io.otklik.ticket.ticketing.TicketEdit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of a ticket to change it; what was not sent is empty.
 *
 * @param assignee an empty inner value unassigns
 */
record BotTicketForm(
        Optional<String> title,
        Optional<String> description,
        Optional<Priority> priority,
        Optional<StatusWish> status,
        Optional<Optional<UUID>> assignee) {

    private static final int TITLE = 255;
    private static final int DESCRIPTION = 20_000;
    private static final Text TITLE_REQUIRED = new Text("Заголовок обязателен", "A title is required");

    static BotTicketForm ofChange(Fields fields) {
        return fields.verified(() -> new BotTicketForm(
                fields.sent("title", name -> title(fields)),
                fields.sent("description", name -> fields.text(name, DESCRIPTION)),
                fields.sent("priority", name -> fields.choice(name, BotNames.PRIORITIES)),
                fields.sent("status", name -> fields.choice(name, BotNames.STATUS_WISHES)),
                fields.sent("assigned_to", fields::optionalUuid)));
    }

    /** @param agent whom {@code assignee} names */
    TicketEdit edit(Optional<PersonState> agent) {
        return new TicketEdit(
                title,
                description,
                priority,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                status,
                assignee.map(wanted -> agent));
    }

    /** In the words of the document when there is none, be it that nothing but blanks was sent. */
    private static String title(Fields fields) {
        if (!fields.has("title") || fields.isNull("title") || fields.isBlank("title")) {
            fields.refuse("title", TITLE_REQUIRED);
        }
        return fields.line("title", TITLE);
    }

    @Schema(
            name = "BotNewTicket",
            requiredProperties = {"title", "description", "category_id"})
    record Draft(
            @Schema(minLength = 1, maxLength = TITLE, examples = "Проблема с оплатой")
            String title,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Подробное описание проблемы...")
            String description,

            @JsonProperty("category_id") UUID category,
            @Schema(nullable = true, examples = "HIGH") Priority priority) {

        static Draft of(Fields fields) {
            return fields.verified(() -> new Draft(
                    BotTicketForm.title(fields),
                    fields.text("description", DESCRIPTION),
                    fields.uuid("category_id"),
                    fields.optionalChoice("priority", BotNames.PRIORITIES).orElse(Priority.NORMAL)));
        }

        NewTicket ticket(long categoryId) {
            return new NewTicket(title, description, categoryId, priority, "bot");
        }
    }

    @Schema(name = "BotTicketChange")
    record Change(
            @Schema(minLength = 1, maxLength = TITLE, examples = "Обновленный заголовок")
            String title,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Подробное описание проблемы...")
            String description,

            @Schema(examples = "NORMAL") Priority priority,

            @Schema(implementation = BotNames.class, description = "Only for staff", examples = "IN_PROGRESS")
            String status,

            @Schema(
                    nullable = true,
                    description = "Only for staff; null unassigns",
                    examples = "0197f2a4-5c1b-7d3e-9a6f-2b8c4d5e6f73")
            @JsonProperty("assigned_to")
            UUID assignedTo) {}
}
