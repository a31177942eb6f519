package io.otklik.ticket.api.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.Map;

/** A ticket as this contract shows it, in lists as by itself (contracts/README.md, section 7). */
record DeskTicket(
        long id,
        String title,
        String description,
        String status,
        Priority priority,
        Participant requester,
        Participant executor,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    static DeskTicket of(TicketView ticket, Map<Long, PersonState> people) {
        return new DeskTicket(
                ticket.id(),
                ticket.subject(),
                ticket.description(),
                StatusNames.of(ticket.status(), ticket.assigneeId() != null),
                ticket.priority(),
                Participant.of(ticket.requesterId(), people),
                Participant.of(ticket.assigneeId(), people),
                ticket.createdAt(),
                ticket.updatedAt());
    }

    static DeskTicket of(TicketSnapshot ticket, Map<Long, PersonState> people) {
        return new DeskTicket(
                ticket.id(),
                ticket.subject(),
                ticket.description(),
                StatusNames.of(ticket.status(), ticket.assigneeId() != null),
                ticket.priority(),
                Participant.of(ticket.requesterId(), people),
                Participant.of(ticket.assigneeId(), people),
                ticket.createdAt(),
                ticket.updatedAt());
    }

    /** {@code username} is null only for somebody whom identity does not know and who is not in the replica. */
    record Participant(long id, String username) {

        static Participant of(Long id, Map<Long, PersonState> people) {
            if (id == null) {
                return null;
            }
            PersonState person = people.get(id);
            return new Participant(id, person == null ? null : person.username());
        }
    }
}
