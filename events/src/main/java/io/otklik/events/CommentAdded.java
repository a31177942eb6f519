package io.otklik.events;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody commented on a ticket.
 *
 * @param internal seen by staff only
 * @param system written by the suite itself (requests' take and complete): notifies and mails nobody
 * @param messageType {@code text}, {@code image}, {@code file}, or {@code system}; null in events of the first days
 * @param ticketDescription what the requester wrote when he opened the ticket, for mails that quote it
 */
public record CommentAdded(
        UUID eventId,
        TicketFacts ticket,
        String ticketDescription,
        long commentId,
        UUID commentUuid,
        Actor author,
        boolean internal,
        boolean system,
        String text,
        String messageType,
        Instant at)
        implements TicketEvent {}
