package io.otklik.events;

import java.util.UUID;

/**
 * The ticket after the change that the event tells of.
 *
 * @param assignee null while nobody is assigned
 * @param origin the contract that the ticket was opened through: techsupport, bot, desk, requests or support0
 * @param priority null in events of the first days, like {@code categoryId}
 */
public record TicketFacts(
        long id,
        UUID uuid,
        String subject,
        TicketStatus status,
        Actor requester,
        Actor assignee,
        String origin,
        Priority priority,
        Long categoryId) {}
