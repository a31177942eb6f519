package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The mark that makes the launcher keep one part down. */
record Hold(Settings settings, Part part) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Stops the part and lets it come back; returns when it is ready. The part is not held for good when it is slow to stop, nor after
     * a Ctrl-C; after a kill -9 it is. A hold that a person lays while this waits for the stop remains, and one from before does not.
     */
    void layAndLift() {
        requireRunning();
        String mine = "of restart " + ProcessHandle.current().pid();
        AtomicBoolean over = new AtomicBoolean();
        Thread interrupted = new Thread(() -> end(over, mine), "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            begin(over, mine);
            await(PartState.STOPPED);
        } finally {
            end(over, mine);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException interruptedJustNow) {
            // it has nothing left to remove
        }
        await(PartState.READY);
    }

    private void begin(AtomicBoolean over, String mine) {
        synchronized (over) {
            if (!over.get()) {
                AtomicFile.write(settings.data().holdMarker(part), mine);
            }
        }
    }

    /** The mark is not made after this, even when this is the first to run. */
    private void end(AtomicBoolean over, String mine) {
        synchronized (over) {
            over.set(true);
            try {
                if (Files.readString(settings.data().holdMarker(part)).equals(mine)) {
                    remove();
                }
            } catch (NoSuchFileException none) {
                // removed before, or never made
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns when the part is stopped; fails with a {@link UserError} when the suite is not running. */
    void lay() {
        requireRunning();
        AtomicFile.write(settings.data().holdMarker(part), "");
        await(PartState.STOPPED);
    }

    /** Returns when the part is ready, at once when it was. */
    void lift() {
        requireRunning();
        remove();
        await(PartState.READY);
    }

    private void remove() {
        try {
            Files.deleteIfExists(settings.data().holdMarker(part));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireRunning() {
        RunningSuite suite = new RunningSuite(settings);
        suite.requireRunning();
        if (suite.statuses().stream().noneMatch(status -> status.part() == part)) {
            throw new UserError("the suite runs without " + part.title() + "; ./otklik down, then up --replicas 2");
        }
    }

    private void await(PartState wanted) {
        RunningSuite suite = new RunningSuite(settings);
        boolean reached = Deadline.in(LIMIT).reached(() -> suite.launcher().isEmpty() || suite.stateOf(part) == wanted);
        if (suite.launcher().isEmpty()) {
            throw new UserError("the suite was stopped meanwhile");
        }
        if (!reached) {
            throw new UserError("%s is not %s after %d s but %s; see ./otklik logs %s"
                    .formatted(
                            part.title(),
                            wanted.title(),
                            LIMIT.toSeconds(),
                            suite.stateOf(part).title(),
                            part.title()));
        }
    }
}
