package io.otklik.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that a killed postmaster has left behind. Idle ones leave at once, but one in the middle of a long query
 * computes on, unaware, and its shared memory keeps the next postmaster from starting. They are known by their
 * working folder, which is the data's and nobody else's.
 */
record PostgresChildren(Path data) {
    private static final Path PROC = Path.of("/proc");

    /** To be called when there is no postmaster; nothing happens where there is no /proc to look into. */
    void kill() {
        left().parallelStream().forEach(child -> child.stop(StopSignal.KILL, Duration.ofSeconds(5)));
    }

    private List<ProcessIdentity> left() {
        if (!Files.isDirectory(PROC) || !Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(PROC)) {
            Path folder = data.toRealPath();
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .filter(entry -> link(entry, "cwd").filter(folder::equals).isPresent()
                            && link(entry, "exe")
                                    .filter(exe -> exe.endsWith("bin/postgres"))
                                    .isPresent())
                    .flatMap(entry -> ProcessIdentity.of(
                            Long.parseLong(entry.getFileName().toString()))
                            .stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Path> link(Path process, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve(name)));
        } catch (IOException goneOrNotOurs) {
            return Optional.empty();
        }
    }
}
