package io.otklik.ticket.ticketing;

import io.otklik.events.Priority;

/**
 * What a requester files. The lengths have been checked by the contract.
 *
 * @param origin the contract that it is opened through: techsupport, bot, desk, requests or support0
 */
public record NewTicket(String subject, String description, long categoryId, Priority priority, String origin) {}
