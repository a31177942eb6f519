package io.otklik.ticket.ticketing;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Which tickets are wanted; what is empty does not matter.
 *
 * @param assigned whether somebody is assigned
 * @param search a part of the subject or the description, without regard to case, or a requester
 */
public record TicketFilter(
        Optional<Long> requesterId,
        Optional<Set<TicketStatus>> statuses,
        Optional<Set<Long>> categoryIds,
        Optional<Priority> priority,
        Optional<Long> assigneeId,
        Optional<Boolean> assigned,
        Optional<Search> search) {

    /**
     * @param text a part of the subject or the description
     * @param requesterIds those who are found by the same words
     */
    public record Search(String text, Set<Long> requesterIds) {}

    public static TicketFilter all() {
        return new TicketFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public TicketFilter ofRequester(long id) {
        return new TicketFilter(Optional.of(id), statuses, categoryIds, priority, assigneeId, assigned, search);
    }

    public TicketFilter in(Optional<Set<TicketStatus>> wanted) {
        return new TicketFilter(requesterId, wanted, categoryIds, priority, assigneeId, assigned, search);
    }

    public TicketFilter ofCategories(Optional<Set<Long>> wanted) {
        return new TicketFilter(requesterId, statuses, wanted, priority, assigneeId, assigned, search);
    }

    public TicketFilter of(Optional<Priority> wanted) {
        return new TicketFilter(requesterId, statuses, categoryIds, wanted, assigneeId, assigned, search);
    }

    public TicketFilter assignedTo(Optional<Long> wanted) {
        return new TicketFilter(requesterId, statuses, categoryIds, priority, wanted, assigned, search);
    }

    public TicketFilter assigned(Optional<Boolean> wanted) {
        return new TicketFilter(requesterId, statuses, categoryIds, priority, assigneeId, wanted, search);
    }

    public TicketFilter searching(Optional<Search> wanted) {
        return new TicketFilter(requesterId, statuses, categoryIds, priority, assigneeId, assigned, wanted);
    }
}
