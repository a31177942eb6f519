package io.otklik.ticket.api.requests;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.otklik.ticket.ticketing.StatusWish;
import io.otklik.ticket.ticketing.TicketView;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This contract's names of statuses, priorities and categories, in the order of its document (contracts/README.md, section 2). */
final class RequestNames {

    /** A filter selects every status that shows as its value. */
    static final Map<String, Set<TicketStatus>> STATUS_FILTERS;

    /** Exactly the status of the name, whatever shows as it already. */
    static final Map<String, StatusWish> STATUS_WISHES;

    static final Map<String, Priority> PRIORITIES;

    static {
        Map<String, Set<TicketStatus>> filters = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            filters.computeIfAbsent(of(status), name -> EnumSet.noneOf(TicketStatus.class))
                    .add(status);
        }
        // The first of the statuses that show alike is the one that this contract can set.
        Map<String, StatusWish> wishes = new LinkedHashMap<>();
        filters.forEach(
                (name, alike) -> wishes.put(name, StatusWish.of(alike.iterator().next())));
        Map<String, Priority> priorities = new LinkedHashMap<>();
        for (Priority priority : Priority.values()) {
            priorities.put(of(priority), priority);
        }
        STATUS_FILTERS = Collections.unmodifiableMap(filters);
        STATUS_WISHES = Collections.unmodifiableMap(wishes);
        PRIORITIES = Collections.unmodifiableMap(priorities);
    }

    private RequestNames() {}

    @Schema(
            type = SchemaType.STRING,
            enumeration = {"open", "in_progress", "completed", "closed"})
    interface Status {}

    @Schema(
            type = SchemaType.STRING,
            enumeration = {"low", "medium", "high", "urgent"})
    interface Urgency {}

    @Schema(
            type = SchemaType.STRING,
            enumeration = {"technical", "billing", "account", "order", "general"})
    interface Category {}

    static String of(TicketStatus status) {
        return switch (status) {
            case OPEN -> "open";
            case IN_PROGRESS, WAITING_RESPONSE, FROZEN -> "in_progress";
            case RESOLVED -> "completed";
            case CLOSED -> "closed";
        };
    }

    static String of(Priority priority) {
        return switch (priority) {
            case LOW -> "low";
            case NORMAL -> "medium";
            case HIGH -> "high";
            case CRITICAL -> "urgent";
        };
    }

    static String of(TicketView.CategoryShort category) {
        return category.code() == null ? "general" : category.code();
    }
}
