package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to change of a ticket; what is empty stays. The lengths have been checked by the contract.
 *
 * @param estimatedResolutionTime an empty inner value forgets it
 * @param assignee an empty inner value takes the ticket from its assignee; that he may be assigned, the caller has made sure of
 */
public record TicketEdit(
        Optional<String> subject,
        Optional<String> description,
        Optional<Priority> priority,
        Optional<Long> categoryId,
        Optional<List<String>> tags,
        Optional<Optional<Instant>> estimatedResolutionTime,
        Optional<StatusWish> status,
        Optional<Optional<PersonState>> assignee) {

    /** Only the status. */
    public static TicketEdit status(StatusWish wish) {
        return new TicketEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(wish),
                Optional.empty());
    }

    /** Only the assignee. */
    public static TicketEdit assignee(Optional<PersonState> person) {
        return new TicketEdit(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(person));
    }

    /** Whether it is for staff only: a requester may change what his own ticket says, not who works on it nor how far that is. */
    boolean isForStaff() {
        return status.isPresent() || assignee.isPresent();
    }
}
