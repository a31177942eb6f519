package io.otklik.ticket.assignment;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.People;
import io.otklik.ticket.conversation.Conversation;
import io.otklik.ticket.ticketing.TicketReads;
import io.otklik.ticket.ticketing.TicketRefused;
import io.otklik.ticket.ticketing.TicketSnapshot;
import io.otklik.ticket.ticketing.Tickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who works on a ticket, from taking it to saying that it is done. */
@ApplicationScoped
public class Assignments {

    /** The suite's own messages, in the words of customer-requests.md. */
    private static final String TAKEN = "Запрос взят в работу администратором ";

    private static final String COMPLETED = "Запрос завершен администратором ";

    private final Tickets tickets;
    private final TicketReads reads;
    private final Conversation conversation;
    private final People people;

    Assignments(Tickets tickets, TicketReads reads, Conversation conversation, People people) {
        this.tickets = tickets;
        this.reads = reads;
        this.conversation = conversation;
        this.people = people;
    }

    /**
     * Assigns the person, whose owner is asked first whether he is staff now; see {@link Tickets#assign}. Fails with the
     * ticket's NOT_FOUND, then with NO_SUCH_PERSON or NOT_STAFF.
     */
    public Uni<TicketSnapshot> assign(long ticketId, long personId, PersonState by) {
        return assignable(ticketId, personId).chain(agent -> tickets.assign(ticketId, agent, by));
    }

    /**
     * Like {@link #assign}, for people who are agents and no more: no moderators, no administrators. Fails with NOT_EXECUTOR
     * for those.
     */
    public Uni<TicketSnapshot> assignExecutor(long ticketId, long personId, PersonState by) {
        return assignable(ticketId, personId)
                .invoke(agent -> {
                    if (agent.role() != Role.SUPPORT) {
                        throw new AssignmentRefused(AssignmentRefused.Reason.NOT_EXECUTOR, personId);
                    }
                })
                .onFailure(AssignmentRefused.class)
                .recoverWithUni(refusal ->
                        reads.exists(ticketId).chain(() -> Uni.createFrom().failure(refusal)))
                .chain(agent -> tickets.assign(ticketId, agent, by));
    }

    /**
     * The person, if he may be assigned; his owner is asked. Fails with the ticket's NOT_FOUND, then with NO_SUCH_PERSON or
     * NOT_STAFF.
     */
    public Uni<PersonState> assignable(long ticketId, long personId) {
        return people.confirmed(personId)
                .map(answer -> agent(personId, answer))
                .onFailure(AssignmentRefused.class)
                .recoverWithUni(refusal ->
                        reads.exists(ticketId).chain(() -> Uni.createFrom().failure(refusal)));
    }

    /** Takes the ticket, and says so in its conversation; see {@link Tickets#take}. */
    public Uni<TicketSnapshot> take(long ticketId, PersonState agent) {
        return tickets.take(
                ticketId, agent, ticket -> conversation.saySystem(ticket, TAKEN + agent.displayName(), agent));
    }

    /** Says that the ticket is done, and says so in its conversation; see {@link Tickets#complete}. */
    public Uni<TicketSnapshot> complete(long ticketId, PersonState agent) {
        return tickets.complete(
                ticketId, agent, ticket -> conversation.saySystem(ticket, COMPLETED + agent.displayName(), agent));
    }

    /** Says that the ticket is done, with a public comment when there is one; see {@link Tickets#completeOnce}. */
    public Uni<TicketSnapshot> execute(long ticketId, PersonState agent, Optional<String> comment) {
        return tickets.completeOnce(
                ticketId,
                agent,
                ticket -> comment.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : conversation.say(ticket, comment.get(), agent));
    }

    /** Fails as {@link Tickets#complete} does when there is no such ticket, or it is not this person's to complete. */
    public Uni<Void> requireAssigned(long ticketId, PersonState agent) {
        return reads.any(ticketId)
                .invoke(ticket -> {
                    if (ticket.assigneeId() == null || ticket.assigneeId() != agent.id()) {
                        throw new TicketRefused(TicketRefused.Reason.NOT_ASSIGNED_TO_YOU, ticketId);
                    }
                })
                .replaceWithVoid();
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
