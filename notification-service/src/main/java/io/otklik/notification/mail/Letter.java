package io.otklik.notification.mail;

import io.otklik.events.Actor;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatusChanged;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail to be sent (contracts/README.md, section 5).
 *
 * @param causeId the event, or what else causes it; with the person the reason to send it once
 * @param ticketId null: of no ticket
 * @param params what its template shows
 * @param threadId the root that all mails of a ticket refer to; null: refers to none
 * @param expiresAt not worth sending later, and a secret until then; null: neither
 */
public record Letter(
        UUID causeId,
        long personId,
        String email,
        Kind kind,
        Long ticketId,
        JsonObject params,
        String threadId,
        Instant expiresAt) {

    private static final String SUPPORT0 = "support0";

    /** The ticket's owner is written to when somebody else changed its status or staff replied; people without e-mail never. */
    public static Optional<Letter> by(Event event) {
        if (event instanceof TicketStatusChanged changed) {
            return byStatus(changed);
        }
        if (event instanceof CommentAdded comment) {
            return byComment(comment);
        }
        return Optional.empty();
    }

    /** The link for a new password. */
    static Letter of(PasswordResetMail reset) {
        JsonObject params = new JsonObject()
                .put("username", reset.username())
                .put("language", reset.language().name())
                .put("link", reset.link())
                .put("expires", reset.expiresAt().toString());
        return new Letter(
                reset.id(),
                reset.personId(),
                reset.email(),
                Kind.PASSWORD_RESET,
                null,
                params,
                null,
                reset.expiresAt());
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
        return Optional.of(toRequester(ticket, changed, Kind.STATUS_CHANGED, params));
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
        return Optional.of(toRequester(ticket, comment, kind, params));
    }

    private static boolean canBeTold(Actor owner, Actor by) {
        boolean hasAddress = owner.email() != null && !owner.email().isBlank();
        return hasAddress && (by == null || by.id() != owner.id());
    }

    private static Letter toRequester(TicketFacts ticket, Event event, Kind kind, JsonObject params) {
        Actor owner = ticket.requester();
        String thread = "<ticket." + ticket.uuid() + "@otklik>";
        return new Letter(event.eventId(), owner.id(), owner.email(), kind, ticket.id(), params, thread, null);
    }

    /** Fixed by the cause, so that a second copy shows as one mail. */
    String messageId() {
        return "<" + causeId + "." + personId + "@otklik>";
    }
}
