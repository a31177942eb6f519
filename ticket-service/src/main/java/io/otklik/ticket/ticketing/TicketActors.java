package io.otklik.ticket.ticketing;

import io.otklik.events.Actor;
import io.otklik.events.PersonState;
import io.otklik.events.TicketFacts;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The people of a ticket, as its events mention them. */
@ApplicationScoped
public class TicketActors {

    private final People people;

    TicketActors(People people) {
        this.people = people;
    }

    /** The ticket's facts for an event. Fails when its requester or assignee is not to be found. */
    public Uni<TicketFacts> facts(TicketSnapshot ticket) {
        return of(ticket, null).map(known -> facts(ticket, known));
    }

    /**
     * The requester, the assignee and {@code another}, by id.
     *
     * @param another null when there is none
     */
    Uni<Map<Long, PersonState>> of(TicketSnapshot ticket, Long another) {
        List<Long> ids = new ArrayList<>(3);
        ids.add(ticket.requesterId());
        ids.add(ticket.assigneeId());
        ids.add(another);
        return people.all(ids);
    }

    TicketFacts facts(TicketSnapshot ticket, Map<Long, PersonState> known) {
        return new TicketFacts(
                ticket.id(),
                ticket.uuid(),
                ticket.subject(),
                ticket.status(),
                actor(ticket.requesterId(), known),
                actor(ticket.assigneeId(), known),
                ticket.origin());
    }

    /** Null when {@code id} is. */
    static Actor actor(Long id, Map<Long, PersonState> known) {
        if (id == null) {
            return null;
        }
        PersonState person = known.get(id);
        if (person == null) {
            throw new IllegalStateException("Person " + id + " is not known");
        }
        return person.actor();
    }
}
