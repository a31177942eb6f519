package io.otklik.admin.staff;

/** Why somebody is no colleague. */
public final class StaffRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such person. */
        NO_SUCH_PERSON,
        /** The person is not staff, or blocked. */
        NOT_STAFF
    }

    private final Reason reason;
    private final long personId;

    StaffRefused(Reason reason, long personId) {
        super("Person " + personId + ": " + reason, null, false, false);
        this.reason = reason;
        this.personId = personId;
    }

    public Reason reason() {
        return reason;
    }

    public long personId() {
        return personId;
    }
}
