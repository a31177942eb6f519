package io.otklik.ticket.api.requests;

import io.otklik.edge.Fields;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.StatusWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** A new request: title and description are required; of the others null is as good as nothing. */
    static RequestForm ofNew(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        Optional<Long> customer = fields.optionalNumber("customer");
        return fields.verified(() -> new RequestForm(
                Optional.ofNullable(title(fields)),
                Optional.ofNullable(description(fields)),
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
        Optional<StatusWish> status = sent(fields, "status", () -> fields.choice("status", RequestNames.STATUS_WISHES));
        Optional<Optional<Long>> assignedAdmin =
                sent(fields, "assigned_admin", () -> fields.optionalNumber("assigned_admin"));
        return fields.verified(() -> new RequestForm(
                whole ? Optional.ofNullable(title(fields)) : sent(fields, "title", () -> title(fields)),
                whole
                        ? Optional.ofNullable(description(fields))
                        : sent(fields, "description", () -> description(fields)),
                sent(fields, "priority", () -> fields.choice("priority", RequestNames.PRIORITIES)),
                category(fields),
                tags(fields),
                sent(fields, "estimated_resolution_time", () -> fields.optionalInstant("estimated_resolution_time")),
                status,
                assignedAdmin,
                Optional.empty()));
    }

    private static String title(Fields fields) {
        return fields.line("title", TITLE);
    }

    private static String description(Fields fields) {
        return fields.text("description", DESCRIPTION);
    }

    private static Optional<String> category(Fields fields) {
        return sent(fields, "category", () -> fields.line("category", CODE));
    }

    private static Optional<List<String>> tags(Fields fields) {
        return sent(fields, "tags", () -> fields.lines("tags", TAGS, TAG));
    }

    private static <T> Optional<T> sent(Fields fields, String name, Supplier<T> reader) {
        return fields.has(name) ? Optional.ofNullable(reader.get()) : Optional.empty();
    }
}
