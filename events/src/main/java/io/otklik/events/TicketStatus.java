package io.otklik.events;

/** The domain's ticket statuses (contracts/README.md, section 2). Each contract has its own names for them. */
public enum TicketStatus {
    OPEN,
    IN_PROGRESS,
    WAITING_RESPONSE,
    FROZEN,
    RESOLVED,
    CLOSED
}
