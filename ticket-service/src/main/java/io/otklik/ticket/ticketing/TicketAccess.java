package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Who sees which tickets: a requester his own, staff all; for anybody else they are not there. Before a person is turned away,
 * his owner is asked whether he has become staff meanwhile.
 */
@ApplicationScoped
public class TicketAccess {

    private static final String BY_UUID = "select id, requester_id from ticket where uuid = $1";

    private final Pool pool;
    private final People people;

    TicketAccess(Pool pool, People people) {
        this.pool = pool;
        this.people = people;
    }

    /**
     * A ticket, and the person as he may see it.
     *
     * @param id the ticket's other id
     */
    public record Seen(long id, PersonState by) {}

    /** The ticket, for somebody who may see it. Fails with NOT_FOUND. */
    public Uni<Seen> visible(UUID uuid, PersonState person) {
        return pool.preparedQuery(BY_UUID).execute(Tuple.of(uuid)).chain(rows -> {
            if (rows.size() == 0) {
                throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, 0);
            }
            return seen(rows.iterator().next(), person);
        });
    }

    /** Like {@link #visible(UUID, PersonState)}, for somebody who is not here; also fails with NOT_FOUND when there is no such person. */
    public Uni<Seen> visible(UUID uuid, long personId) {
        return people.known(personId)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> people.confirmed(personId)
                        .map(answer -> answer.orElseThrow(() -> new TicketRefused(TicketRefused.Reason.NOT_FOUND, 0))))
                .chain(person -> visible(uuid, person));
    }

    /** Whoever sees the ticket, as staff. Fails with NOT_YOURS when he is none. */
    public Uni<PersonState> staff(Seen seen) {
        return staff(seen.by(), new TicketRefused(TicketRefused.Reason.NOT_YOURS, seen.id()));
    }

    /** The person as he may see lists: what his owner says of him, when he is not known as staff. */
    public Uni<PersonState> reader(PersonState person) {
        return person.role().isStaff()
                ? Uni.createFrom().item(person)
                : people.confirmed(person.id()).map(answer -> answer.orElse(person));
    }

    private Uni<Seen> seen(Row row, PersonState person) {
        long id = row.getLong("id");
        if (row.getLong("requester_id") == person.id()) {
            return Uni.createFrom().item(new Seen(id, person));
        }
        return staff(person, new TicketRefused(TicketRefused.Reason.NOT_FOUND, id))
                .map(agent -> new Seen(id, agent));
    }

    private Uni<PersonState> staff(PersonState person, TicketRefused otherwise) {
        return reader(person).invoke(known -> {
            if (!known.role().isStaff()) {
                throw otherwise;
            }
        });
    }
}
