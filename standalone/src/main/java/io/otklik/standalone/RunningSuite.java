package io.otklik.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The suite as another process sees it: by the files its launcher keeps. */
record RunningSuite(Settings settings) {
    /** More than the launcher itself gives all its parts to stop. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    Optional<ProcessIdentity> launcher() {
        return data().launcherPid().alive();
    }

    boolean ready() {
        return launcher().isPresent() && Files.exists(data().readyMarker());
    }

    /** Fails with a {@link UserError} when there is no launcher. */
    void requireRunning() {
        if (launcher().isEmpty()) {
            throw new UserError("the suite is not running; ./otklik up -d starts it");
        }
    }

    /** Fails with a {@link UserError} that names one that is not, be it held on purpose. */
    void requireServicesReady() {
        requireRunning();
        for (PartStatus status : statuses()) {
            if (status.part().isService() && status.state() != PartState.READY) {
                throw new UserError("%s is %s; a rolling restart wants every service ready"
                        .formatted(status.part().title(), status.state().title()));
            }
        }
    }

    /**
     * Fails with a {@link UserError} when the settings ask for a number of replicas and another one runs, or the launcher has not told
     * yet how many do.
     */
    void requireReplicas() {
        String wanted =
                settings.environment().getOrDefault(Settings.REPLICAS, "").strip();
        if (wanted.isEmpty()) {
            return;
        }
        List<Part> running = told().stream().map(PartStatus::part).toList();
        if (running.isEmpty()) {
            throw new UserError("another ./otklik is starting or stopping the suite; try again when it is done");
        }
        if (!running.equals(settings.parts())) {
            throw new UserError("the suite does not run with " + wanted
                    + " of each service; ./otklik down, then up --replicas " + wanted);
        }
    }

    List<PartStatus> statuses() {
        List<PartStatus> told = told();
        if (!told.isEmpty()) {
            return told;
        }
        return Stream.of(Part.values())
                .filter(part -> settings.parts().contains(part)
                        || data().pid(part).alive().isPresent())
                .map(this::withoutLauncher)
                .toList();
    }

    /** By the launcher; empty when there is none, or it has not come so far. */
    private List<PartStatus> told() {
        if (launcher().isEmpty()) {
            return List.of();
        }
        try {
            return PartStatus.parse(Files.readString(data().states()));
        } catch (IOException notYetWritten) {
            return List.of();
        }
    }

    PartState stateOf(Part part) {
        return statuses().stream()
                .filter(status -> status.part() == part)
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** False when nothing was running. An {@code up} that has waited for this end goes on when it is the faster one. */
    boolean stop() {
        boolean stopped = stopLauncher();
        if (!Files.exists(data().launcherLock())) {
            return stopped;
        }
        Optional<LauncherLock> turn = turn();
        if (turn.isEmpty()) {
            return stopped;
        }
        try (LauncherLock held = turn.get()) {
            return stopOrphans() || stopped;
        }
    }

    /** Stops whatever runs, however often another {@code up} is faster, and deletes the data; false as above. */
    boolean reset() {
        boolean stopped = stopLauncher();
        Optional<LauncherLock> turn = turn();
        while (turn.isEmpty()) {
            stopped |= stopLauncher();
            turn = turn();
        }
        try (LauncherLock held = turn.get()) {
            stopped |= stopOrphans();
            data().delete();
            return stopped;
        }
    }

    private boolean stopLauncher() {
        Optional<ProcessIdentity> launcher = launcher();
        launcher.ifPresent(process -> process.stop(StopSignal.TERM, STOP_LIMIT));
        return launcher.isPresent();
    }

    /** Empty when there is another launcher, which stops orphans itself. */
    private Optional<LauncherLock> turn() {
        return LauncherLock.take(data(), STOP_LIMIT, () -> launcher().isPresent());
    }

    private boolean stopOrphans() {
        Orphans orphans = new Orphans(data());
        boolean left = !orphans.found().isEmpty();
        orphans.stop();
        return left;
    }

    private PartStatus withoutLauncher(Part part) {
        Optional<ProcessIdentity> process = data().pid(part).alive();
        return new PartStatus(
                part,
                process.map(alive -> OptionalLong.of(alive.pid())).orElse(OptionalLong.empty()),
                settings.ports().of(part),
                process.isPresent() ? PartState.ORPHANED : PartState.STOPPED);
    }

    private DataFolder data() {
        return settings.data();
    }
}
