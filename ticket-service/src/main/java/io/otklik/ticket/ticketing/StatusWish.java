package io.otklik.ticket.ticketing;

import io.otklik.events.TicketStatus;
import java.util.Set;

/**
 * A status that a client of one contract asks for.
 *
 * @param target the status to set
 * @param alike the statuses that the contract shows as the same value, {@code target} among them: a ticket in one of them
 *     already has the status, for that client
 */
public record StatusWish(TicketStatus target, Set<TicketStatus> alike) {

    /** Exactly this one. */
    public static StatusWish of(TicketStatus target) {
        return new StatusWish(target, Set.of());
    }

    boolean isMetBy(TicketStatus status) {
        return status == target || alike.contains(status);
    }
}
