package io.otklik.notification.feed;

import io.otklik.events.Actor;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatusChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Who is told what: the table in contracts/README.md, section 5. Nobody is told of his own act.
 *
 * @param personId null: the channel {@code support}
 * @param actorId which agent the channel leaves out, since he acted; null for nobody, or when the event does not say
 */
public record Told(
        UUID eventId, Long personId, Kind kind, TicketFacts ticket, String category, Long actorId, Instant at) {

    /** What the event tells; of two that go to the same person the first counts. */
    public static List<Told> by(Event event) {
        if (event instanceof TicketCreated created) {
            String category =
                    created.category() == null ? null : created.category().name();
            Long actor = created.by() == null ? null : created.by().id();
            return List.of(new Told(
                    created.eventId(), null, Kind.NEW_TICKET, created.ticket(), category, actor, created.at()));
        }
        if (event instanceof CommentAdded comment) {
            return byComment(comment);
        }
        if (event instanceof TicketAssigned assigned) {
            return byAssignment(assigned);
        }
        if (event instanceof TicketStatusChanged changed) {
            TicketFacts ticket = changed.ticket();
            return isSame(changed.by(), ticket.requester())
                    ? List.of()
                    : List.of(to(ticket.requester(), Kind.STATUS_CHANGED, changed, ticket));
        }
        return List.of();
    }

    private static List<Told> byComment(CommentAdded comment) {
        if (comment.system()) {
            return List.of();
        }
        TicketFacts ticket = comment.ticket();
        if (!comment.internal() && !isSame(comment.author(), ticket.requester())) {
            return List.of(to(ticket.requester(), Kind.NEW_COMMENT, comment, ticket));
        }
        Actor assignee = ticket.assignee();
        if (assignee == null || isSame(comment.author(), assignee)) {
            return List.of();
        }
        boolean mayKnow = !comment.internal() || assignee.role().isStaff();
        return mayKnow ? List.of(to(assignee, Kind.NEW_COMMENT, comment, ticket)) : List.of();
    }

    private static List<Told> byAssignment(TicketAssigned assigned) {
        TicketFacts ticket = assigned.ticket();
        if (ticket.assignee() == null) {
            return List.of();
        }
        List<Told> told = new ArrayList<>(2);
        if (!isSame(assigned.by(), ticket.assignee())) {
            told.add(to(ticket.assignee(), Kind.ASSIGNED_TO_YOU, assigned, ticket));
        }
        if (!isSame(assigned.by(), ticket.requester()) && !isSame(ticket.assignee(), ticket.requester())) {
            told.add(to(ticket.requester(), Kind.ASSIGNED, assigned, ticket));
        }
        return told;
    }

    private static Told to(Actor person, Kind kind, Event event, TicketFacts ticket) {
        return new Told(event.eventId(), person.id(), kind, ticket, null, null, event.at());
    }

    /** The suite itself, which is no person, is nobody's equal. */
    private static boolean isSame(Actor one, Actor other) {
        return one != null && one.id() == other.id();
    }
}
