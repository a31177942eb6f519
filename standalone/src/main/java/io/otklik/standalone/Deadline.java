package io.otklik.standalone;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A moment on the monotonic clock to wait for something at most until. */
record Deadline(long nanos) {
    private static final Duration PAUSE = Duration.ofMillis(20);

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean passed() {
        return System.nanoTime() - nanos >= 0;
    }

    /** Looks every 20 ms; false when the time ran out or the thread was interrupted. */
    boolean reached(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (passed() || !pause(PAUSE)) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Waits all that time; false when interrupted, at once, the flag kept. */
    static boolean pause(Duration length) {
        Deadline end = in(length);
        while (!end.passed() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end.nanos - System.nanoTime());
        }
        return !Thread.currentThread().isInterrupted();
    }
}
