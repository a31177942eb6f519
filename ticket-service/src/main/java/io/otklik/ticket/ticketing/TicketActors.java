package io.otklik.ticket.ticketing;

import io.otklik.events.Actor;
import io.otklik.events.PersonState;
import io.otklik.events.TicketFacts;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The people of a ticket, as its events mention them. */
@ApplicationScoped
public class TicketActors {

    private final People people;

    TicketActors(People people) {
        this.people = people;
    }

    /**
     * Runs a transaction that tells of a ticket's people. Who they are shows only under the ticket's lock, and nobody is
     * asked there: when the replica has not heard of somebody, the transaction is called off, his owner asked, and the
     * transaction run once more. Fails as the transaction does, and when such an owner is away or does not know him either.
     */
    public <T> Uni<T> introduced(Supplier<Uni<T>> transaction) {
        return Uni.createFrom()
                .deferred(transaction::get)
                .onFailure(Strangers.class)
                .recoverWithUni(strangers -> ask((Strangers) strangers).chain(() -> introduced(transaction)));
    }

    /** The ticket's facts for an event, in a transaction that is {@link #introduced}. */
    public TicketFacts facts(TicketSnapshot ticket) {
        List<Long> strangers = Stream.of(ticket.requesterId(), ticket.assigneeId())
                .filter(Objects::nonNull)
                .filter(id -> people.known(id).isEmpty())
                .toList();
        if (!strangers.isEmpty()) {
            throw new Strangers(strangers);
        }
        return new TicketFacts(
                ticket.id(),
                ticket.uuid(),
                ticket.subject(),
                ticket.status(),
                actor(ticket.requesterId()),
                actor(ticket.assigneeId()),
                ticket.origin(),
                ticket.priority(),
                ticket.categoryId());
    }

    /** Null when {@code id} is. Like {@link #facts}. */
    Actor actor(Long id) {
        if (id == null) {
            return null;
        }
        return people.known(id).orElseThrow(() -> new Strangers(List.of(id))).actor();
    }

    private Uni<Map<Long, PersonState>> ask(Strangers strangers) {
        return people.all(strangers.ids).invoke(found -> {
            if (!found.keySet().containsAll(strangers.ids)) {
                throw new IllegalStateException(
                        "Of the people " + strangers.ids + " only " + found.keySet() + " exist");
            }
        });
    }

    /** People whom the replica has not heard of. */
    private static final class Strangers extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<Long> ids;

        Strangers(List<Long> ids) {
            super("Unknown people " + ids, null, false, false);
            this.ids = ids;
        }
    }
}
