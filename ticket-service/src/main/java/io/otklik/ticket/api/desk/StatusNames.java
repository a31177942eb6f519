package io.otklik.ticket.api.desk;

import io.otklik.events.TicketStatus;
import io.otklik.ticket.ticketing.TicketFilter;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This contract's four statuses (contracts/README.md, section 2): an open ticket is new until it has an executor. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"new", "assigned", "in_progress", "done"})
final class StatusNames {

    /** By name, what it selects. */
    static final Map<String, Wanted> FILTERS;

    static {
        Map<String, Wanted> filters = new LinkedHashMap<>();
        for (TicketStatus status : TicketStatus.values()) {
            for (boolean assigned : new boolean[] {false, true}) {
                Optional<Boolean> matters = status == TicketStatus.OPEN ? Optional.of(assigned) : Optional.empty();
                filters.computeIfAbsent(
                                of(status, assigned), name -> new Wanted(EnumSet.noneOf(TicketStatus.class), matters))
                        .statuses()
                        .add(status);
            }
        }
        FILTERS = Collections.unmodifiableMap(filters);
    }

    private StatusNames() {}

    /** @param assigned whether the ticket has an executor */
    static String of(TicketStatus status, boolean assigned) {
        return switch (status) {
            case OPEN -> assigned ? "assigned" : "new";
            case IN_PROGRESS, WAITING_RESPONSE, FROZEN -> "in_progress";
            case RESOLVED, CLOSED -> "done";
        };
    }

    /** @param assigned empty where it does not matter */
    record Wanted(Set<TicketStatus> statuses, Optional<Boolean> assigned) {

        TicketFilter in(TicketFilter filter) {
            return filter.in(Optional.of(statuses)).assigned(assigned);
        }
    }
}
