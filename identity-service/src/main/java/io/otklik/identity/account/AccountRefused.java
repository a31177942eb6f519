package io.otklik.identity.account;

import java.util.Set;

/** What this feature refuses. */
public final class AccountRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        NOT_FOUND,
        /** {@link #flaws()} says why. */
        FLAWED,
        OWN_ROLE,
        ADMINISTRATORS_ROLE,
        OWN_BLOCK
    }

    private final Reason reason;
    private final Set<Flaw> flaws;

    AccountRefused(Reason reason, long personId) {
        this(reason, "person " + personId, Set.of());
    }

    AccountRefused(Set<Flaw> flaws) {
        this(Reason.FLAWED, flaws.toString(), Set.copyOf(flaws));
    }

    private AccountRefused(Reason reason, String what, Set<Flaw> flaws) {
        super(reason + ": " + what, null, false, false);
        this.reason = reason;
        this.flaws = flaws;
    }

    public Reason reason() {
        return reason;
    }

    /** Empty unless the reason is FLAWED. */
    public Set<Flaw> flaws() {
        return flaws;
    }
}
