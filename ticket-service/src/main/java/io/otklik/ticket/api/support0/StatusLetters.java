package io.otklik.ticket.api.support0;

import io.otklik.events.TicketStatus;
import io.otklik.ticket.ticketing.StatusWish;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** This contract's three statuses: solved, unsolved, frozen (contracts/README.md, section 2). */
@Schema(
        type = SchemaType.STRING,
        description = "Solved: `c`, unsolved: `u`, frozen: `f`",
        enumeration = {"c", "u", "f"})
final class StatusLetters {

    /** A filter selects every status that shows as its letter. */
    static final Map<String, Set<TicketStatus>> FILTERS;

    /** Exactly what a letter sets, whatever shows as it already (contracts/README.md, section 2). */
    static final Map<String, StatusWish> WISHES;

    static {
        Map<String, StatusWish> wishes = new LinkedHashMap<>();
        for (TicketStatus target : new TicketStatus[] {TicketStatus.RESOLVED, TicketStatus.OPEN, TicketStatus.FROZEN}) {
            wishes.put(of(target), StatusWish.of(target));
        }
        WISHES = Collections.unmodifiableMap(wishes);
        Map<String, Set<TicketStatus>> filters = new LinkedHashMap<>();
        wishes.keySet().forEach(letter -> filters.put(letter, alike(letter)));
        FILTERS = Collections.unmodifiableMap(filters);
    }

    private StatusLetters() {}

    static String of(TicketStatus status) {
        return switch (status) {
            case OPEN, IN_PROGRESS, WAITING_RESPONSE -> "u";
            case FROZEN -> "f";
            case RESOLVED, CLOSED -> "c";
        };
    }

    private static Set<TicketStatus> alike(String letter) {
        return Arrays.stream(TicketStatus.values())
                .filter(status -> of(status).equals(letter))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TicketStatus.class)));
    }
}
