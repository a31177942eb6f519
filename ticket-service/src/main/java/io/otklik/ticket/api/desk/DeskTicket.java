package io.otklik.ticket.api.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.TicketView;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A ticket as this contract shows it, in lists as by itself (contracts/README.md, section 7). */
record DeskTicket(
        @Schema(examples = "7") long id,
        @Schema(examples = "Не печатает принтер") String title,
        @Schema(examples = "Мигает красная лампочка") String description,

        @Schema(implementation = StatusNames.class, examples = "assigned")
        String status,

        @Schema(examples = "NORMAL") Priority priority,
        Participant requester,
        @Schema(nullable = true) Participant executor,
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
    @Schema(name = "DeskParticipant")
    record Participant(
            @Schema(examples = "5") long id,
            @Schema(nullable = true, examples = "petrov") String username) {

        static Participant of(Long id, Map<Long, PersonState> people) {
            if (id == null) {
                return null;
            }
            PersonState person = people.get(id);
            return new Participant(id, person == null ? null : person.username());
        }
    }
}
