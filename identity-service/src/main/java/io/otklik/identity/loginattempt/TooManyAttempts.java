package io.otklik.identity.loginattempt;

import java.time.Duration;

/** Too many logins failed, for this account from this address, from this address, or for this account. */
public final class TooManyAttempts extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    TooManyAttempts(Limit limit, Duration pause) {
        super("closed by " + limit + " for " + pause, null, false, false);
        this.pause = pause;
    }

    /** Whole seconds until the next attempt is taken, at least one. */
    public long retryAfterSeconds() {
        return Math.max(1, pause.plusMillis(999).toSeconds());
    }
}
