package io.otklik.ticket.assignment;

import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.Tickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who works on a ticket. */
@ApplicationScoped
public class Assignments {

    private final Tickets tickets;
    private final TicketReads reads;
    private final People people;

    Assignments(Tickets tickets, TicketReads reads, People people) {
        this.tickets = tickets;
        this.reads = reads;
        this.people = people;
    }

    /**
     * Assigns the person, whose owner is asked first whether he is staff now; see {@link Tickets#assign}. Fails with the
     * ticket's NOT_FOUND, then with NO_SUCH_PERSON or NOT_STAFF.
     */
    public Uni<TicketSnapshot> assign(long ticketId, long personId, PersonState by) {
        return people.confirmed(personId)
                .map(answer -> agent(personId, answer))
                .onFailure(AssignmentRefused.class)
                .recoverWithUni(refusal ->
                        reads.exists(ticketId).chain(() -> Uni.createFrom().failure(refusal)))
                .chain(agent -> tickets.assign(ticketId, agent, by));
    }

    private static PersonState agent(long personId, Optional<PersonState> answer) {
        PersonState person =
                answer.orElseThrow(() -> new AssignmentRefused(AssignmentRefused.Reason.NO_SUCH_PERSON, personId));
        if (!person.role().isStaff() || person.blocked()) {
            throw new AssignmentRefused(AssignmentRefused.Reason.NOT_STAFF, personId);
        }
        return person;
    }
}
