package io.otklik.ticket.api.techsupport;

import io.otklik.events.TicketStatus;
import io.otklik.ticket.ticketing.StatusWish;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This contract's four statuses, in the order of its document (contracts/README.md, section 2). */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"open", "in_progress", "resolved", "closed"})
final class StatusNames {

    /** A filter selects every status that shows as its value. */
    static final Map<String, Set<TicketStatus>> FILTERS;

    static final Map<String, StatusWish> WISHES;

    static {
        Map<String, Set<TicketStatus>> filters = new LinkedHashMap<>();
        Map<String, StatusWish> wishes = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            filters.computeIfAbsent(of(status), name -> EnumSet.noneOf(TicketStatus.class))
                    .add(status);
        }
        // The first of the statuses that show alike is the one that this contract can set.
        filters.forEach((name, alike) ->
                wishes.put(name, new StatusWish(alike.iterator().next(), alike)));
        FILTERS = Collections.unmodifiableMap(filters);
        WISHES = Collections.unmodifiableMap(wishes);
    }

    private StatusNames() {}

    static String of(TicketStatus status) {
        return switch (status) {
            case OPEN -> "open";
            case IN_PROGRESS, WAITING_RESPONSE, FROZEN -> "in_progress";
            case RESOLVED -> "resolved";
            case CLOSED -> "closed";
        };
    }
}
