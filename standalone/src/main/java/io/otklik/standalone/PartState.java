package io.otklik.standalone;

import java.util.Locale;

/** What {@code status} says of a part. */
enum PartState {
    /** On its way up for the first time, or after it was held down. */
    STARTING,
    READY,
    /** Its process lives and has been ready, but does not answer now; a service without its database, for one. */
    UNREADY,
    /** Died, and is on its way up again. */
    RESTARTING,
    STOPPING,
    /** Held down, or the suite is not running. */
    STOPPED,
    /** Died over and over before it was ready once, so the start was given up. */
    FAILED,
    /** Runs on without its launcher, which was killed; the next up or down stops it. */
    ORPHANED;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PartState titled(String title) {
        return valueOf(title.toUpperCase(Locale.ROOT));
    }
}
