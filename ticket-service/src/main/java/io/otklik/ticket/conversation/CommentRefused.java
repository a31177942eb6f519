package io.otklik.ticket.conversation;

/** What a conversation refuses, beside the ticket that is not there. */
public final class CommentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Only staff write what only staff see. */
        INTERNAL_BY_USER
    }

    private final Reason reason;

    CommentRefused(Reason reason, long ticketId) {
        super("Comment on ticket " + ticketId + ": " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
