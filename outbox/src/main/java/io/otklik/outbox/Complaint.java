package io.otklik.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Says in the log that something fails that is tried for ever: at once, then every 30 s while it lasts; and when it is over. */
public final class Complaint {

    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

    private final Logger log;
    private final String trouble;
    private final String relief;
    private final AtomicLong said = new AtomicLong(); // System.nanoTime, 0 while nothing is amiss

    public Complaint(Logger log, String trouble, String relief) {
        this.log = log;
        this.trouble = trouble;
        this.relief = relief;
    }

    /** It has failed (again). */
    public void raise(String reason) {
        long now = System.nanoTime();
        long before = said.get();
        if ((before == 0 || now - before > SAY_AGAIN.toNanos()) && said.compareAndSet(before, now)) {
            log.warnf("%s, trying on: %s", trouble, reason);
        }
    }

    /** It works. */
    public void settle() {
        if (said.get() != 0 && said.getAndSet(0) != 0) {
            log.info(relief);
        }
    }
}
