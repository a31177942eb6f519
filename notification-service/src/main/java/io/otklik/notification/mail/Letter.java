package io.otklik.notification.mail;

import io.otklik.events.Actor;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatusChanged;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail that an event causes (contracts/README.md, section 5).
 *
 * @param params what its template shows
 */
record Letter(UUID eventId, Actor to, Kind kind, TicketFacts ticket, JsonObject params) {

    private static final String SUPPORT0 = "support0";

    /** The ticket's owner is written to when somebody else changed its status or staff replied; people without e-mail never. */
    static Optional<Letter> by(Event event) {
        if (event instanceof TicketStatusChanged changed) {
            return byStatus(changed);
        }
        if (event instanceof CommentAdded comment) {
            return byComment(comment);
        }
        return Optional.empty();
    }

    private static Optional<Letter> byStatus(TicketStatusChanged changed) {
        TicketFacts ticket = changed.ticket();
        if (!canBeTold(ticket.requester(), changed.by())) {
            return Optional.empty();
        }
        JsonObject params = new JsonObject()
                .put("subject", ticket.subject())
                .put("previous", changed.previous().name())
                .put("status", ticket.status().name());
        return Optional.of(new Letter(changed.eventId(), ticket.requester(), Kind.STATUS_CHANGED, ticket, params));
    }

    private static Optional<Letter> byComment(CommentAdded comment) {
        TicketFacts ticket = comment.ticket();
        boolean publicReply = !comment.system()
                && !comment.internal()
                && comment.author().role().isStaff();
        if (!publicReply || !canBeTold(ticket.requester(), comment.author())) {
            return Optional.empty();
        }
        JsonObject params = new JsonObject()
                .put("subject", ticket.subject())
                .put("text", comment.text())
                .put("question", comment.ticketDescription());
        Kind kind = SUPPORT0.equals(ticket.origin()) ? Kind.SUPPORT0_REPLY : Kind.REPLY;
        return Optional.of(new Letter(comment.eventId(), ticket.requester(), kind, ticket, params));
    }

    private static boolean canBeTold(Actor owner, Actor by) {
        boolean hasAddress = owner.email() != null && !owner.email().isBlank();
        return hasAddress && (by == null || by.id() != owner.id());
    }

    /** Fixed by the event, so that a second copy shows as one mail. */
    String messageId() {
        return "<" + eventId + "." + to.id() + "@otklik>";
    }

    /** The root that all mails of the ticket refer to. */
    String threadId() {
        return "<ticket." + ticket.uuid() + "@otklik>";
    }
}
