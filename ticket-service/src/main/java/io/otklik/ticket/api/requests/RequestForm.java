package io.otklik.ticket.api.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.edge.Fields;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.StatusWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said of a request; what was not sent is empty.
 *
 * @param category a code
 * @param estimatedResolutionTime an empty inner value forgets it
 * @param status only of a change, like {@code assignedAdmin}
 * @param assignedAdmin a person's id; an empty inner value unassigns
 * @param customer a person's id, only of a new request
 */
record RequestForm(
        Optional<String> title,
        Optional<String> description,
        Optional<Priority> priority,
        Optional<String> category,
        Optional<List<String>> tags,
        Optional<Optional<Instant>> estimatedResolutionTime,
        Optional<StatusWish> status,
        Optional<Optional<Long>> assignedAdmin,
        Optional<Long> customer) {

    static final int TITLE = 200;
    static final int DESCRIPTION = 20_000;
    static final int CODE = 32;
    static final int TAGS = 20;
    static final int TAG = 50;

    private static final String TAGS_HELP = "Each of " + TAG + " characters at most";
    private static final String TIME_HELP =
            "ISO 8601; UTC where it names no offset, the day's start where it names no time";

    /** A new request: title and description are required; of the others null is as good as nothing. */
    static RequestForm ofNew(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        Optional<Long> customer = fields.optionalNumber("customer");
        return fields.verified(() -> new RequestForm(
                title(fields, true),
                description(fields, true),
                fields.optionalChoice("priority", RequestNames.PRIORITIES),
                fields.isNull("category") ? Optional.empty() : category(fields),
                fields.isNull("tags") ? Optional.empty() : tags(fields),
                Optional.of(fields.optionalInstant("estimated_resolution_time")),
                Optional.empty(),
                Optional.empty(),
                customer));
    }

    /** @param whole title and description are required */
    static RequestForm ofChange(String contentType, byte[] body, boolean whole) {
        Fields fields = Fields.json(contentType, body);
        Optional<StatusWish> status = fields.sent("status", name -> fields.choice(name, RequestNames.STATUS_WISHES));
        Optional<Optional<Long>> assignedAdmin = fields.sent("assigned_admin", fields::optionalNumber);
        return fields.verified(() -> new RequestForm(
                title(fields, whole),
                description(fields, whole),
                fields.sent("priority", name -> fields.choice(name, RequestNames.PRIORITIES)),
                category(fields),
                tags(fields),
                fields.sent("estimated_resolution_time", fields::optionalInstant),
                status,
                assignedAdmin,
                Optional.empty()));
    }

    private static Optional<String> title(Fields fields, boolean whole) {
        return fields.sent("title", whole, name -> fields.line(name, TITLE));
    }

    private static Optional<String> description(Fields fields, boolean whole) {
        return fields.sent("description", whole, name -> fields.text(name, DESCRIPTION));
    }

    private static Optional<String> category(Fields fields) {
        return fields.sent("category", name -> fields.line(name, CODE));
    }

    private static Optional<List<String>> tags(Fields fields) {
        return fields.sent("tags", name -> fields.lines(name, TAGS, TAG));
    }

    @Schema(
            name = "NewCustomerRequest",
            requiredProperties = {"title", "description"})
    record NewBody(
            @Schema(minLength = 1, maxLength = TITLE, examples = "Не проходит оплата")
            String title,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Карта отклонена, деньги списаны")
            String description,

            @Schema(nullable = true, description = "The customer's id; the caller's by default", examples = "7")
            Long customer,

            @Schema(nullable = true, implementation = RequestNames.Urgency.class, examples = "high")
            String priority,

            @Schema(nullable = true, implementation = RequestNames.Category.class, examples = "billing")
            String category,

            @Schema(nullable = true, maxItems = TAGS, description = TAGS_HELP, example = "[\"оплата\"]")
            List<String> tags,

            @Schema(nullable = true, description = TIME_HELP, examples = "2026-03-15T12:00:00Z")
            @JsonProperty("estimated_resolution_time")
            String estimatedResolutionTime) {}

    @Schema(name = "CustomerRequestChange")
    record ChangeBody(
            @Schema(minLength = 1, maxLength = TITLE, examples = "Не проходит оплата")
            String title,

            @Schema(minLength = 1, maxLength = DESCRIPTION, examples = "Карта отклонена, деньги списаны")
            String description,

            @Schema(implementation = RequestNames.Status.class, examples = "in_progress")
            String status,

            @Schema(implementation = RequestNames.Urgency.class, examples = "high")
            String priority,

            @Schema(implementation = RequestNames.Category.class, examples = "billing")
            String category,

            @Schema(maxItems = TAGS, description = TAGS_HELP, example = "[\"оплата\"]")
            List<String> tags,

            @Schema(nullable = true, description = TIME_HELP, examples = "2026-03-15T12:00:00Z")
            @JsonProperty("estimated_resolution_time")
            String estimatedResolutionTime,

            @Schema(nullable = true, description = "The agent's id; null unassigns", examples = "5")
            @JsonProperty("assigned_admin")
            Long assignedAdmin) {}
}
