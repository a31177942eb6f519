package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process behind {@code up}: it starts the parts and keeps them up until it is told to end. */
final class Launcher {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final int CRASHES_UNTIL_GIVING_UP = 3;

    private final Settings settings;
    private final DataFolder data;
    private final Progress progress;
    private final Map<Part, Keeper> keepers = new EnumMap<>(Part.class);
    private final Map<Part, Thread> threads = new EnumMap<>(Part.class);
    private final LauncherLock lock;

    private volatile boolean ending;

    Launcher(Settings settings, Progress progress, LauncherLock lock) {
        this.settings = settings;
        this.data = settings.data();
        this.progress = progress;
        this.lock = lock;
    }

    /**
     * Returns only when the start fails (1); otherwise the process ends by a signal, and the parts with it.
     * Fails with a {@link UserError} before anything is started.
     */
    int run() {
        data.create();
        clear();
        data.launcherPid()
                .write(ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow());
        stopOrphans();
        settings.requireBuilt();
        settings.ports().requireFree();
        PasswordNote password = new PasswordNote(data);
        password.take(settings.environment());
        StatusBoard board = new StatusBoard(data.states(), settings.ports());
        employ(board);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        progress.say("starting postgres, kafka and mail, then the services (logs: " + data.logs() + ")");
        threads.values().forEach(Thread::start);
        Optional<Part> culprit = awaitReady(board);
        if (culprit.isPresent()) {
            return giveUp(board, culprit.get());
        }
        if (!ending) {
            if (board.stateOf(Part.IDENTITY_SERVICE) == PartState.READY) {
                password.settle();
            }
            progress.say("ready");
            progress.plain(new Welcome(settings).text());
            progress.up();
            AtomicFile.write(data.readyMarker(), progress.elapsed().toMillis() + "\n");
        }
        while (Deadline.pause(TICK)) {
            obeyHolds();
        }
        return 1;
    }

    private void stopOrphans() {
        Orphans orphans = new Orphans(data);
        List<Part> found = orphans.found();
        if (!found.isEmpty()) {
            progress.say("stopping what a killed launcher left running: "
                    + String.join(", ", found.stream().map(Part::title).toList()));
            orphans.stop();
        }
    }

    /** Marks of an earlier run; a part that was held down then comes up with all the others. */
    private void clear() {
        try {
            for (Part part : Part.values()) {
                Files.deleteIfExists(data.holdMarker(part));
            }
            Files.deleteIfExists(data.states());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        forgetReady();
    }

    private void forgetReady() {
        try {
            Files.deleteIfExists(data.readyMarker());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void employ(StatusBoard board) {
        Secrets secrets = Secrets.keptIn(data.secrets());
        Ground ground = new Ground(board);
        new LocalSuite(settings, secrets).parts().forEach((part, local) -> {
            Keeper keeper =
                    new Keeper(part, local, data, board, progress, part.isService() ? ground::laid : () -> true);
            keepers.put(part, keeper);
            threads.put(part, new Thread(keeper, part.title()));
        });
    }

    /** The part that keeps the suite from being ready; empty when it is, or when it is being stopped. */
    private Optional<Part> awaitReady(StatusBoard board) {
        Deadline deadline = Deadline.in(START_LIMIT);
        while (!ending) {
            obeyHolds();
            for (Part part : settings.parts()) {
                if (keepers.get(part).crashes() >= CRASHES_UNTIL_GIVING_UP) {
                    return Optional.of(part);
                }
            }
            Optional<Part> missing = settings.parts().stream()
                    .filter(part -> board.stateOf(part) != PartState.READY && board.stateOf(part) != PartState.STOPPED)
                    .findFirst();
            if (missing.isEmpty() || deadline.passed()) {
                return missing;
            }
            if (!Deadline.pause(TICK)) {
                break;
            }
        }
        return Optional.empty();
    }

    private int giveUp(StatusBoard board, Part culprit) {
        if (ending) {
            return 1;
        }
        board.show(culprit, PartState.FAILED, java.util.OptionalLong.empty());
        progress.say(culprit.title() + " does not start; the end of " + data.log(culprit) + ":");
        LogTail.last(data.log(culprit), 30).forEach(line -> progress.plain("  | " + line));
        return 1;
    }

    private void obeyHolds() {
        keepers.forEach((part, keeper) -> keeper.hold(Files.exists(data.holdMarker(part))));
    }

    private void end() {
        ending = true;
        progress.say("stopping");
        forgetReady();
        end(settings.parts().stream().filter(Part::isService).toList());
        end(Part.GROUND);
        data.launcherPid().delete();
        progress.say("stopped");
        lock.close();
    }

    private void end(Collection<Part> parts) {
        parts.forEach(part -> keepers.get(part).end());
        for (Part part : parts) {
            try {
                threads.get(part).join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
