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

    List<PartStatus> statuses() {
        if (launcher().isPresent()) {
            try {
                List<PartStatus> shown = PartStatus.parse(Files.readString(data().states()));
                if (!shown.isEmpty()) {
                    return shown;
                }
            } catch (IOException notYetWritten) {
                // as if it were not running
            }
        }
        return Stream.of(Part.values()).map(this::withoutLauncher).toList();
    }

    PartState stateOf(Part part) {
        return statuses().stream()
                .filter(status -> status.part() == part)
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** False when nothing was running. */
    boolean stop() {
        Optional<ProcessIdentity> launcher = launcher();
        launcher.ifPresent(process -> process.stop(StopSignal.TERM, STOP_LIMIT));
        data().launcherPid().delete();
        Orphans orphans = new Orphans(data());
        boolean left = !orphans.found().isEmpty();
        orphans.stop();
        return launcher.isPresent() || left;
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
