package io.otklik.admin.communication;

/** What communications refuse. */
public final class CommunicationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is none, or the person neither sent it nor takes part in it. */
        NOT_FOUND,
        /** Only its sender and administrators may change it. */
        NOT_YOURS,
        /** The request that it is to be about does not exist. */
        NO_SUCH_REQUEST
    }

    private final Reason reason;
    private final long id;

    CommunicationRefused(Reason reason, long id) {
        super("Communication: " + reason + " " + id, null, false, false);
        this.reason = reason;
        this.id = id;
    }

    public Reason reason() {
        return reason;
    }

    /** The request's id for NO_SUCH_REQUEST, else the communication's. */
    public long id() {
        return id;
    }
}
