package io.otklik.ticket.api.requests;

import io.otklik.edge.Fields;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.StatusWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** A new request: title and description are required. */
    static RequestForm ofNew(String contentType, byte[] body) {
        Fields fields = Fields.json(contentType, body);
        RequestForm form = of(fields, true, Optional.empty(), Optional.empty(), fields.optionalNumber("customer"));
        fields.verify();
        return form;
    }

    /** @param whole title and description are required */
    static RequestForm ofChange(String contentType, byte[] body, boolean whole) {
        Fields fields = Fields.json(contentType, body);
        RequestForm form = of(
                fields,
                whole,
                sent(fields, "status", name -> fields.choice(name, RequestNames.STATUS_WISHES)),
                sent(fields, "assigned_admin", fields::optionalNumber),
                Optional.empty());
        fields.verify();
        return form;
    }

    private static RequestForm of(
            Fields fields,
            boolean whole,
            Optional<StatusWish> status,
            Optional<Optional<Long>> assignedAdmin,
            Optional<Long> customer) {
        Function<String, String> title = name -> fields.line(name, TITLE);
        Function<String, String> description = name -> fields.text(name, DESCRIPTION);
        return new RequestForm(
                whole ? Optional.ofNullable(title.apply("title")) : sent(fields, "title", title),
                whole
                        ? Optional.ofNullable(description.apply("description"))
                        : sent(fields, "description", description),
                sent(fields, "priority", name -> fields.choice(name, RequestNames.PRIORITIES)),
                sent(fields, "category", name -> fields.line(name, CODE)),
                sent(fields, "tags", name -> fields.lines(name, TAGS, TAG)),
                sent(fields, "estimated_resolution_time", fields::optionalInstant),
                status,
                assignedAdmin,
                customer);
    }

    private static <T> Optional<T> sent(Fields fields, String name, Function<String, T> reader) {
        return fields.has(name) ? Optional.ofNullable(reader.apply(name)) : Optional.empty();
    }
}
