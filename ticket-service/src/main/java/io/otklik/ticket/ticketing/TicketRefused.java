package io.otklik.ticket.ticketing;

/** What tickets refuse. */
public final class TicketRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such ticket, or it is not the person's to see. */
        NOT_FOUND,
        /** Its status may not change while nobody is assigned. */
        UNASSIGNED,
        /** Who may see it, but not change it this way. */
        NOT_YOURS,
        /** Somebody is assigned already. */
        ALREADY_TAKEN,
        /** Only its assignee may say that it is done. */
        NOT_ASSIGNED_TO_YOU,
        /** It is done already. */
        DONE_ALREADY,
        /** It has not the version that the client has seen. */
        OTHER_VERSION
    }

    private final Reason reason;

    public TicketRefused(Reason reason, long id) {
        super("Ticket " + id + ": " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
