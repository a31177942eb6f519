package io.otklik.ticket.assignment;

/** What an assignment refuses, beside the ticket that is not there. */
public final class AssignmentRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such person. */
        NO_SUCH_PERSON,
        /** The person is not staff, or blocked. */
        NOT_STAFF,
        /** The person is staff, but more than an agent. */
        NOT_EXECUTOR
    }

    private final Reason reason;

    public AssignmentRefused(Reason reason, long personId) {
        super("Assignment of person " + personId + ": " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
