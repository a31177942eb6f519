package io.otklik.identity.session;

/** What this feature refuses. */
public final class SessionRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** No such name, another password, or blocked: not told apart. */
        NO_ACTIVE_ACCOUNT,
        /** Not ours, of the wrong type, expired, used up or revoked: not told apart. */
        TOKEN_NOT_VALID,
        /** Logout with such a token. */
        NOTHING_TO_END
    }

    private final Reason reason;

    SessionRefused(Reason reason, String why) {
        super(reason + ": " + why, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
