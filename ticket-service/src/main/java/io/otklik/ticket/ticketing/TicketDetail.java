package io.otklik.ticket.ticketing;

import io.otklik.events.CategoryFacts;
import io.otklik.events.TicketStatus;
import io.otklik.ticket.attachment.AttachmentSnapshot;
import java.time.Instant;
import java.util.List;

/**
 * A ticket as its page shows it.
 *
 * @param assigneeId null while nobody is assigned
 * @param attachments the ticket's own, without those of its comments, oldest first
 * @param version grows with each change of the ticket
 */
public record TicketDetail(
        long id,
        String subject,
        String description,
        TicketStatus status,
        Long assigneeId,
        CategoryFacts category,
        Instant createdAt,
        List<AttachmentSnapshot> attachments,
        int version) {}
