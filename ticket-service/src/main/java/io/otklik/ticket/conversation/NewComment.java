package io.otklik.ticket.conversation;

/**
 * What somebody says on a ticket. The length has been checked by the contract.
 *
 * @param internal for staff only
 */
public record NewComment(String text, boolean internal) {}
