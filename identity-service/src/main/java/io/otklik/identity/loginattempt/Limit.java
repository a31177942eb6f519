package io.otklik.identity.loginattempt;

import java.time.Duration;

/**
 * How many failures are free, and how the pauses grow after them: the budget's last one closes for the first pause, each
 * further one for twice as long, up to the longest.
 */
enum Limit {
    /** An account as tried from one address: somebody who forgot, or guesses. */
    PAIR(5, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMinutes(15)),

    /**
     * Takes the place of {@link #PAIR} where the account has logged in before. Others are at that address too (an office, a
     * bridge of containers): a stranger among them keeps the owner waiting for seconds, and still guesses slowly.
     */
    KNOWN_PAIR(10, Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(10)),

    /** One address, all accounts that it was never known for: an office behind one address, or a list of stolen passwords. */
    ADDRESS(100, Duration.ofSeconds(36), Duration.ofSeconds(1), Duration.ofMinutes(15)),

    /** One account, all addresses that are not known for it: a botnet. */
    ACCOUNT(100, Duration.ofSeconds(36), Duration.ofSeconds(10), Duration.ofMinutes(15));

    /** Failures beyond the budget that are remembered: by then the pauses are the longest. */
    private static final int BEYOND = 12;

    private final int budget;
    private final Duration leak;
    private final Duration firstPause;
    private final Duration longestPause;

    /**
     * @param leak the time in which one failure is forgotten
     */
    Limit(int budget, Duration leak, Duration firstPause, Duration longestPause) {
        this.budget = budget;
        this.leak = leak;
        this.firstPause = firstPause;
        this.longestPause = longestPause;
    }

    long budget() {
        return budget;
    }

    long most() {
        return budget + BEYOND;
    }

    long leakSeconds() {
        return leak.toSeconds();
    }

    long firstPauseSeconds() {
        return firstPause.toSeconds();
    }

    long longestPauseSeconds() {
        return longestPause.toSeconds();
    }
}
