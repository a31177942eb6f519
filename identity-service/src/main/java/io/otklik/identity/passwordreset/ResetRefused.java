package io.otklik.identity.passwordreset;

import io.otklik.identity.account.Flaw;
import java.util.Set;

/** What this feature refuses. */
public final class ResetRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** Not ours, another person's, used, expired, or the person is blocked: not told apart. */
        TOKEN_NOT_VALID,
        /** {@link #flaws()} says why; the token still works. */
        PASSWORD_FLAWED
    }

    private final Reason reason;
    private final Set<Flaw> flaws;

    private ResetRefused(Reason reason, Set<Flaw> flaws) {
        super(reason + " " + flaws, null, false, false);
        this.reason = reason;
        this.flaws = flaws;
    }

    static ResetRefused tokenNotValid() {
        return new ResetRefused(Reason.TOKEN_NOT_VALID, Set.of());
    }

    static ResetRefused passwordFlawed(Set<Flaw> flaws) {
        return new ResetRefused(Reason.PASSWORD_FLAWED, Set.copyOf(flaws));
    }

    public Reason reason() {
        return reason;
    }

    /** Of the password only; empty unless the reason is PASSWORD_FLAWED. */
    public Set<Flaw> flaws() {
        return flaws;
    }
}
