package io.otklik.ticket.ticketing;

import io.otklik.edge.IfMatch;
import io.otklik.events.Actor;
import io.otklik.events.PersonState;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.outbox.Outbox;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.people.People;
import io.otklik.ticket.category.CategoryRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What happens to tickets that are filed. Each change and its event are one transaction, under the ticket's row lock. Each fails with OTHER_VERSION, too, when
 * the client has seen another version.
 */
@ApplicationScoped
public class Tickets {

    private static final String ONE = "select * from ticket where id = $1";

    private final TicketRows rows;
    private final TicketActors actors;
    private final Outbox outbox;
    private final People people;
    private final Pool pool;
    private final Clock clock;
    private final IfMatch seen;

    Tickets(TicketRows rows, TicketActors actors, Outbox outbox, People people, Pool pool, Clock clock, IfMatch seen) {
        this.rows = rows;
        this.actors = actors;
        this.outbox = outbox;
        this.people = people;
        this.pool = pool;
        this.clock = clock;
        this.seen = seen;
    }

    /**
     * Assigns the agent and queues TicketAssigned; when he is assigned already, nothing happens. Fails with NOT_FOUND.
     * That he may be assigned, the caller has made sure of.
     */
    public Uni<TicketSnapshot> assign(long id, PersonState agent, PersonState by) {
        return changing(id, by, (ticket, act) -> assign(ticket, Optional.of(agent), act));
    }

    /**
     * Sets the status and queues TicketStatusChanged; when the ticket has it already, nothing happens. Fails with
     * NOT_FOUND, and with UNASSIGNED while nobody is assigned.
     */
    public Uni<TicketSnapshot> changeStatus(long id, StatusWish wish, PersonState by) {
        return changing(id, by, (ticket, act) -> changeStatus(ticket, wish, act));
    }

    /**
     * Changes all that the edit names, in one transaction, and queues an event for each kind of change. A status that is set
     * while nobody is assigned makes the acting staff member the assignee. Fails with NOT_FOUND, with what the authority
     * says, with NOT_YOURS when a requester changes what is for staff, and with the category's NOT_USABLE. Before a person is
     * refused his owner is asked whether he has another role meanwhile.
     */
    public Uni<TicketSnapshot> edit(long id, TicketEdit edit, PersonState by, Authority authority) {
        return tried(by, person -> editing(id, edit, person, authority));
    }

    /** Fails as {@link #edit} would for the authority, before what to change is known. */
    public Uni<Void> requireAuthority(long id, PersonState by, Authority authority) {
        return tried(by, person -> pool.preparedQuery(ONE)
                .execute(Tuple.of(id))
                .invoke(found -> {
                    if (found.size() == 0) {
                        throw new TicketRefused(TicketRefused.Reason.NOT_FOUND, id);
                    }
                    authority.require(TicketSnapshot.of(found.iterator().next()), person);
                })
                .replaceWithVoid());
    }

    /** Tries again what a person was refused, when his owner knows him in another role. */
    private <T> Uni<T> tried(PersonState by, Function<PersonState, Uni<T>> work) {
        return work.apply(by).onFailure(failure -> isAboutRole(failure, by)).recoverWithUni(refusal -> people.confirmed(
                        by.id())
                .map(answer -> answer.filter(known -> known.role() != by.role()).orElse(null))
                .onItem()
                .ifNull()
                .failWith(refusal)
                .chain(work::apply));
    }

    /** For staff there is no ticket that they may not see. */
    private static boolean isAboutRole(Throwable failure, PersonState by) {
        return failure instanceof TicketRefused refusal
                && (refusal.reason() == TicketRefused.Reason.NOT_YOURS
                        || refusal.reason() == TicketRefused.Reason.NOT_FOUND
                                && !by.role().isStaff());
    }

    private Uni<TicketSnapshot> editing(long id, TicketEdit edit, PersonState by, Authority authority) {
        return locked(id, by, (ticket, act) -> {
            authority.require(ticket.snapshot(), by);
            if (edit.isForStaff() && !by.role().isStaff()) {
                throw new TicketRefused(TicketRefused.Reason.NOT_YOURS, id);
            }
            ticket.requireVersion(seen);
            return usable(edit)
                    .chain(() -> say(ticket, edit, act))
                    .chain(() -> reassign(ticket, edit, act))
                    .chain(() -> edit.status().isEmpty()
                            ? Uni.createFrom().voidItem()
                            : progress(ticket, edit.status().get(), act));
        });
    }

    /**
     * Assigns the agent to a ticket that nobody has, and sets IN_PROGRESS. Of two at once one wins. Fails with NOT_FOUND or
     * ALREADY_TAKEN.
     *
     * @param also what else belongs to it, in the same transaction
     */
    public Uni<TicketSnapshot> take(long id, PersonState agent, Function<TicketSnapshot, Uni<Void>> also) {
        return locked(id, agent, (ticket, act) -> {
            ticket.requireUnassigned();
            ticket.requireVersion(seen);
            return assign(ticket, Optional.of(agent), act)
                    .chain(() -> changeStatus(ticket, StatusWish.of(TicketStatus.IN_PROGRESS), act))
                    .chain(() -> also.apply(ticket.snapshot()));
        });
    }

    /**
     * Sets RESOLVED, for its assignee only. Fails with NOT_FOUND or NOT_ASSIGNED_TO_YOU.
     *
     * @param also what else belongs to it, in the same transaction
     */
    public Uni<TicketSnapshot> complete(long id, PersonState agent, Function<TicketSnapshot, Uni<Void>> also) {
        return complete(id, agent, undone -> {}, also);
    }

    /** Like {@link #complete}, but not again: fails with DONE_ALREADY, too. */
    public Uni<TicketSnapshot> completeOnce(long id, PersonState agent, Function<TicketSnapshot, Uni<Void>> also) {
        return complete(id, agent, Ticket::requireUndone, also);
    }

    private Uni<TicketSnapshot> complete(
            long id, PersonState agent, Consumer<Ticket> requirement, Function<TicketSnapshot, Uni<Void>> also) {
        return locked(id, agent, (ticket, act) -> {
            ticket.requireAssignedTo(agent);
            ticket.requireVersion(seen);
            requirement.accept(ticket);
            return changeStatus(ticket, StatusWish.of(TicketStatus.RESOLVED), act)
                    .chain(() -> also.apply(ticket.snapshot()));
        });
    }

    /** Deletes the ticket with its comments and files, and queues TicketDeleted. Fails with NOT_FOUND. */
    public Uni<Void> delete(long id, PersonState by) {
        return actors.introduced(() -> outbox.transaction(() -> rows.locked(id)
                .invoke(ticket -> ticket.requireVersion(seen))
                .chain(ticket -> delete(ticket, act(ticket, by)))));
    }

    private Uni<Void> delete(Ticket ticket, Act act) {
        TicketFacts facts = actors.facts(ticket.snapshot());
        return rows.delete(ticket)
                .chain(() -> outbox.append(new TicketDeleted(TimeOrderedId.next(), facts, act.actor(), act.at())));
    }

    private Uni<TicketSnapshot> changing(long id, PersonState by, BiFunction<Ticket, Act, Uni<Void>> change) {
        return locked(id, by, (ticket, act) -> {
            ticket.requireVersion(seen);
            return change.apply(ticket, act);
        });
    }

    /**
     * The clock is read under the lock, by the change: so the times of a ticket's changes come in the order of their commits. The
     * version grows when the change is written, which is before the ticket is shown.
     */
    private Uni<TicketSnapshot> locked(long id, PersonState by, BiFunction<Ticket, Act, Uni<Void>> change) {
        return actors.introduced(() -> outbox.transaction(() -> rows.locked(id)
                .call(ticket -> change.apply(ticket, act(ticket, by)))
                .call(rows::flush)
                .map(Ticket::snapshot)));
    }

    /** After its last change, whatever the clock of the replica that made that one says: no two acts on a ticket have one time. */
    private Act act(Ticket ticket, PersonState by) {
        Instant now = clock.instant();
        Instant last = ticket.snapshot().updatedAt();
        return new Act(by, now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS));
    }

    /** What somebody does to a ticket at once: all changes and events of the transaction have this time. */
    private record Act(PersonState by, Instant at) {

        Actor actor() {
            return by.actor();
        }
    }

    private Uni<Void> usable(TicketEdit edit) {
        if (edit.categoryId().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long id = edit.categoryId().get();
        return rows.usableCategory(id)
                .invoke(usable -> {
                    if (!usable) {
                        throw new CategoryRefused(CategoryRefused.Reason.NOT_USABLE, id);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> say(Ticket ticket, TicketEdit edit, Act act) {
        List<TicketEdited.Change> changes = ticket.say(edit, act.at());
        return changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.append(new TicketEdited(
                        TimeOrderedId.next(), actors.facts(ticket.snapshot()), changes, act.actor(), act.at()));
    }

    private Uni<Void> reassign(Ticket ticket, TicketEdit edit, Act act) {
        return edit.assignee().isEmpty()
                ? Uni.createFrom().voidItem()
                : assign(ticket, edit.assignee().get(), act);
    }

    private Uni<Void> assign(Ticket ticket, Optional<PersonState> agent, Act act) {
        Long previous = ticket.snapshot().assigneeId();
        if (!ticket.assign(agent, act.at())) {
            return Uni.createFrom().voidItem();
        }
        TicketFacts facts = actors.facts(ticket.snapshot());
        return outbox.append(
                new TicketAssigned(TimeOrderedId.next(), facts, actors.actor(previous), act.actor(), act.at()));
    }

    /** Who sets a status on a ticket that nobody has, has it from then on (architecture.md, Requests). */
    private Uni<Void> progress(Ticket ticket, StatusWish wish, Act act) {
        TicketSnapshot now = ticket.snapshot();
        Uni<Void> first = now.assigneeId() == null && !wish.isMetBy(now.status())
                ? assign(ticket, Optional.of(act.by()), act)
                : Uni.createFrom().voidItem();
        return first.chain(() ->
                ticket.snapshot().assigneeId() == null ? Uni.createFrom().voidItem() : changeStatus(ticket, wish, act));
    }

    private Uni<Void> changeStatus(Ticket ticket, StatusWish wish, Act act) {
        TicketStatus previous = ticket.snapshot().status();
        if (!ticket.become(wish, act.by(), act.at())) {
            return Uni.createFrom().voidItem();
        }
        TicketFacts facts = actors.facts(ticket.snapshot());
        return outbox.append(new TicketStatusChanged(TimeOrderedId.next(), facts, previous, act.actor(), act.at()));
    }
}
