package io.otklik.ticket.api.support0;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A ticket as this contract shows it, in lists as by itself (support-v0.md, „Добавление тикета“).
 *
 * @param fromUser null only for somebody whom identity does not know and who is not in the replica
 * @param changedStatus who last changed the status; null while nobody did
 * @param answers addresses, newest first
 */
record Support0Ticket(
        long id,
        @JsonProperty("from_user_id") long fromUserId,
        @JsonProperty("from_user") String fromUser,
        String message,
        String status,
        @JsonProperty("changed_status") Long changedStatus,
        List<String> answers,
        @JsonProperty("created_at") Instant createdAt) {

    /** A ticket that was filed just now. */
    static Support0Ticket of(TicketSnapshot ticket, PersonState requester) {
        return new Support0Ticket(
                ticket.id(),
                requester.id(),
                requester.username(),
                ticket.description(),
                StatusLetters.of(ticket.status()),
                ticket.statusChangedBy(),
                List.of(),
                ticket.createdAt());
    }

    /**
     * What tickets need to be shown.
     *
     * @param answers the ids of the answers, newest first, by ticket; those without are missing
     */
    record Surroundings(Map<Long, PersonState> people, Map<Long, List<Long>> answers) {

        Support0Ticket of(TicketView ticket, Addresses addresses) {
            PersonState requester = people.get(ticket.requesterId());
            return new Support0Ticket(
                    ticket.id(),
                    ticket.requesterId(),
                    requester == null ? null : requester.username(),
                    ticket.description(),
                    StatusLetters.of(ticket.status()),
                    ticket.statusChangedBy(),
                    addresses.answers(answers.getOrDefault(ticket.id(), List.of())),
                    ticket.createdAt());
        }
    }
}
