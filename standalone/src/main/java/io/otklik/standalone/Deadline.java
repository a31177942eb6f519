package io.otklik.standalone;

import java.time.Duration;
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

    /** False when interrupted, the flag kept. */
    static boolean pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
