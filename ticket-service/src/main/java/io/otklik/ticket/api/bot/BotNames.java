package io.otklik.ticket.api.bot;

import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.ticket.ticketing.StatusWish;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This contract's words for statuses, priorities and roles (contracts/README.md, section 2). */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"OPEN", "IN_PROGRESS", "WAITING_RESPONSE", "RESOLVED", "CLOSED"})
final class BotNames {

    /** A filter selects every status that shows as its value. */
    static final Map<String, Set<TicketStatus>> STATUS_FILTERS;

    /** Exactly the status of the name, whatever shows as it already. */
    static final Map<String, StatusWish> STATUS_WISHES;

    static final Map<String, Priority> PRIORITIES;

    static {
        Map<String, Set<TicketStatus>> filters = new LinkedHashMap<>();
        Map<String, StatusWish> wishes = new LinkedHashMap<>();
        Map<String, Priority> priorities = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            filters.computeIfAbsent(of(status), name -> EnumSet.noneOf(TicketStatus.class))
                    .add(status);
        }
        filters.keySet().forEach(name -> wishes.put(name, StatusWish.of(TicketStatus.valueOf(name))));
        for (Priority priority : Priority.values()) {
            priorities.put(priority.name(), priority);
        }
        STATUS_FILTERS = Collections.unmodifiableMap(filters);
        STATUS_WISHES = Collections.unmodifiableMap(wishes);
        PRIORITIES = Collections.unmodifiableMap(priorities);
    }

    private BotNames() {}

    static String of(TicketStatus status) {
        return switch (status) {
            case OPEN -> "OPEN";
            case IN_PROGRESS -> "IN_PROGRESS";
            case WAITING_RESPONSE, FROZEN -> "WAITING_RESPONSE";
            case RESOLVED -> "RESOLVED";
            case CLOSED -> "CLOSED";
        };
    }

    static String of(Role role) {
        return switch (role) {
            case USER -> "USER";
            case SUPPORT -> "HELPER";
            case MODERATOR -> "MODERATOR";
            case ADMIN -> "ADMIN";
        };
    }
}
