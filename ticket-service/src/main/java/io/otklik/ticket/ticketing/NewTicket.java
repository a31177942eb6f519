package io.otklik.ticket.ticketing;

import io.otklik.events.Priority;
import java.time.Instant;
import java.util.List;

/**
 * What a requester files. The lengths have been checked by the contract.
 *
 * @param categoryId null: `general`
 * @param tags in their order
 * @param estimatedResolutionTime null when nobody estimated it
 * @param origin the contract that it is opened through: techsupport, bot, desk, requests or support0
 */
public record NewTicket(
        String subject,
        String description,
        Long categoryId,
        Priority priority,
        List<String> tags,
        Instant estimatedResolutionTime,
        String origin) {

    /** With neither tags nor an estimate. */
    public NewTicket(String subject, String description, Long categoryId, Priority priority, String origin) {
        this(subject, description, categoryId, priority, List.of(), null, origin);
    }
}
