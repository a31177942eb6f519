package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** One real part under a test, to be taken away and given back. */
public final class RealPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final LocalPart local;
    private final Path log;
    private final PidFile pid;
    private final StopSignal crash;

    RealPart(LocalPart local, Path log, PidFile pid, StopSignal crash) {
        this.local = local;
        this.log = log;
        this.pid = pid;
        this.crash = crash;
    }

    /** As by a crash, without a farewell; returns when the process is gone. Does nothing when it is. */
    public void stop() {
        pid.alive().ifPresent(process -> process.stop(crash, Duration.ofSeconds(5)));
    }

    /** On the same port and data; returns when it answers. Does nothing while it runs. */
    public void start() {
        if (running()) {
            return;
        }
        launch();
        await();
    }

    public boolean running() {
        return pid.alive().isPresent();
    }

    /** As the kernel does when memory runs out: the process alone, its children left to themselves. */
    void kill() {
        pid.alive().ifPresent(process -> process.stop(StopSignal.KILL, Duration.ZERO));
    }

    void launch() {
        try {
            local.prepare();
            TestSuite.keep(Spawned.start(local.command(), log, pid).process());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void await() {
        boolean answered = Deadline.in(START_LIMIT).reached(() -> local.answers() || !running());
        if (!answered || !running()) {
            throw new IllegalStateException(
                    "it does not start; the end of " + log + ":\n" + String.join("\n", LogTail.last(log, 30)));
        }
        try {
            local.settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
