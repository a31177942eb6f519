package io.otklik.ticket.api.support0;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A ticket as this contract shows it, in lists as by itself (support-v0.md, „Добавление тикета“).
 *
 * @param fromUser null only for somebody whom identity does not know and who is not in the replica
 * @param changedStatus who last changed the status; null while nobody did
 * @param answers addresses, newest first
 */
record Support0Ticket(
        @Schema(examples = "66") long id,

        @Schema(examples = "19") @JsonProperty("from_user_id")
        long fromUserId,

        @Schema(nullable = true, examples = "example_user") @JsonProperty("from_user")
        String fromUser,

        @Schema(examples = "Some message like FOO BAR BIZ") String message,

        @Schema(implementation = StatusLetters.class, examples = "u")
        String status,

        @Schema(nullable = true, description = "Who last changed the status", examples = "1")
        @JsonProperty("changed_status")
        Long changedStatus,

        @Schema(description = "Addresses, newest first", example = "[\"http://localhost:8000/api/comment/29\"]")
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
