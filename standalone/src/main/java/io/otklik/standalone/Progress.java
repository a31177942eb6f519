package io.otklik.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the launcher tells the person: seconds since the start while he waits, the time of day afterwards. */
final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();
    private volatile boolean up;

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        String when = up
                ? LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString()
                : String.format(Locale.ROOT, "%6.1f s", elapsed().toMillis() / 1000.0);
        out.println(when + "  " + text);
    }

    void plain(String text) {
        out.println(text);
    }

    void up() {
        up = true;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
