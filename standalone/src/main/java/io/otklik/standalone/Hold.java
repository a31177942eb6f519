package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/** The mark that makes the launcher keep one part down. */
record Hold(Settings settings, Part part) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Stops the part and lets it come back; returns when it is ready. Whatever ends this meanwhile, a Ctrl-C or a part that is slow to
     * stop: it is not held for good.
     */
    void layAndLift() {
        Thread interrupted = new Thread(this::remove, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            lay();
        } finally {
            remove();
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
        await(PartState.READY);
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
