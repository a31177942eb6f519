package io.otklik.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps one part up, in a thread of its own: starts it, tells when it is ready, starts it again when it dies, holds it
 * down when asked.
 */
final class Keeper implements Runnable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int MISSES_UNTIL_UNREADY = 3;
    /** A part that died is on its way up again within a second, the launcher's own work included. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(900);
    /** A killed postmaster's children hold its shared memory for moments; the next one must only try often enough. */
    private static final Duration LONGEST_PAUSE_OF_POSTGRES = Duration.ofMillis(400);

    private final Part part;
    private final LocalPart local;
    private final DataFolder data;
    private final StatusBoard board;
    private final Progress progress;
    private final BooleanSupplier mayStart;
    private volatile boolean held;
    private volatile boolean ending;
    private volatile int crashes;

    Keeper(
            Part part,
            LocalPart local,
            DataFolder data,
            StatusBoard board,
            Progress progress,
            BooleanSupplier mayStart) {
        this.part = part;
        this.local = local;
        this.data = data;
        this.board = board;
        this.progress = progress;
        this.mayStart = mayStart;
    }

    @Override
    public void run() {
        while (!ending) {
            if (held) {
                crashes = 0;
                show(PartState.STOPPED);
                rest(TICK);
            } else if (!mayStart.getAsBoolean()) {
                show(PartState.STARTING);
                rest(TICK);
            } else {
                live();
            }
        }
        show(PartState.STOPPED);
    }

    void hold(boolean down) {
        held = down;
    }

    /** Stops the part for good; the thread ends soon after the process. */
    void end() {
        ending = true;
    }

    /** How many times in a row it died without having been ready. */
    int crashes() {
        return crashes;
    }

    private void live() {
        PartState arriving = crashes == 0 ? PartState.STARTING : PartState.RESTARTING;
        show(arriving);
        rotateLog();
        try {
            local.prepare();
            Spawned spawned = Spawned.start(local.command(), data.log(part), data.pid(part));
            try {
                watch(spawned, arriving);
            } finally {
                // Also when the watch failed: what lives on unwatched holds the port that the next one needs.
                spawned.identity().stop(part.stopSignal(), part.stopLimit());
                data.pid(part).delete();
            }
        } catch (IOException | RuntimeException e) {
            note(e);
            died(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ending = true;
        }
    }

    private void watch(Spawned spawned, PartState arriving) throws InterruptedException {
        OptionalLong pid = OptionalLong.of(spawned.identity().pid());
        board.show(part, arriving, pid);
        boolean beenReady = false;
        int misses = 0;
        Deadline nextLook = Deadline.in(Duration.ZERO);
        while (!spawned.process().waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (unwanted()) {
                board.show(part, PartState.STOPPING, pid);
                return;
            }
            if (!nextLook.passed()) {
                continue;
            }
            rotateLog();
            boolean answers = local.answers();
            if (!beenReady && answers && settled()) {
                beenReady = true;
                crashes = 0;
                if (!unwanted()) {
                    progress.say(part.title() + " is ready");
                }
            }
            misses = answers ? 0 : misses + 1;
            if (beenReady) {
                nextLook = Deadline.in(LOOK_AGAIN);
                board.show(part, misses < MISSES_UNTIL_UNREADY ? PartState.READY : PartState.UNREADY, pid);
            }
        }
        died("exit code " + spawned.process().exitValue());
    }

    private void died(String how) {
        if (unwanted()) {
            return;
        }
        crashes++;
        show(PartState.RESTARTING);
        progress.say(part.title() + " died (" + how + "), starting it again");
        rest(pause(part, crashes));
    }

    /** None after the first death, then a quarter of a second, doubled each time. */
    static Duration pause(Part part, int crashes) {
        Duration longest = part == Part.POSTGRES ? LONGEST_PAUSE_OF_POSTGRES : LONGEST_PAUSE;
        Duration pause = crashes < 2 ? Duration.ZERO : Duration.ofMillis(250L << Math.min(crashes - 2, 10));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private void rotateLog() {
        try {
            data.rotate(data.log(part));
        } catch (IOException fullDisk) {
            // No reason to end the watch over a living part; the next look tries again.
        }
    }

    private boolean settled() {
        try {
            local.settle();
            return true;
        } catch (IOException e) {
            note(e);
            return false;
        }
    }

    private boolean unwanted() {
        return held || ending;
    }

    /** Ended early by a wish; being interrupted is taken for the wish to end. */
    private void rest(Duration length) {
        boolean held = this.held;
        boolean disturbed = Deadline.in(length).reached(() -> ending || this.held != held);
        if (!disturbed && Thread.currentThread().isInterrupted()) {
            ending = true;
        }
    }

    private void show(PartState state) {
        board.show(part, state, OptionalLong.empty());
    }

    private void note(Exception e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        try {
            Files.writeString(
                    data.log(part), "launcher: " + text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException cannot) {
            progress.say("cannot write " + data.log(part) + ": " + cannot.getMessage());
        }
    }
}
