package io.otklik.ticket.ticketing;

import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A ticket with everything that lists and pages of the contracts show.
 *
 * @param assigneeId null while nobody is assigned
 * @param closedAt null unless the status is CLOSED
 * @param statusChangedBy who set the present status; null for the first one
 * @param tags in their order
 * @param estimatedResolutionTime null when nobody estimated it
 * @param messages how many the audience may see
 * @param lastMessageAt null without messages
 * @param version grows with each change of the ticket itself; messages are none
 */
public record TicketView(
        long id,
        UUID uuid,
        String subject,
        String description,
        TicketStatus status,
        Priority priority,
        CategoryShort category,
        long requesterId,
        Long assigneeId,
        Instant createdAt,
        Instant updatedAt,
        Instant closedAt,
        Long statusChangedBy,
        List<String> tags,
        Instant estimatedResolutionTime,
        long messages,
        Instant lastMessageAt,
        int version) {

    /** The ticket's category; {@code code}, {@code icon} and {@code color} may be null. */
    public record CategoryShort(long id, UUID uuid, String name, String code, String icon, String color) {}
}
