package io.otklik.standalone;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What every part is doing, kept in a file for the other commands; written at each change, before the change's effects. */
final class StatusBoard {
    private final Path file;
    private final Map<Part, PartStatus> statuses = new EnumMap<>(Part.class);

    StatusBoard(Path file, Ports ports) {
        this.file = file;
        for (Part part : ports.parts()) {
            statuses.put(part, new PartStatus(part, OptionalLong.empty(), ports.of(part), PartState.STARTING));
        }
        write();
    }

    synchronized void show(Part part, PartState state, OptionalLong pid) {
        PartStatus old = statuses.get(part);
        PartStatus fresh = new PartStatus(part, pid, old.port(), state);
        if (!fresh.equals(old)) {
            statuses.put(part, fresh);
            write();
        }
    }

    synchronized PartState stateOf(Part part) {
        return statuses.get(part).state();
    }

    private void write() {
        try {
            AtomicFile.write(file, PartStatus.json(List.copyOf(statuses.values())));
        } catch (UncheckedIOException unwritable) {
            // A full disk makes the status stale; it must not end the watch over a living part.
            System.err.println("The status cannot be written: " + unwritable.getMessage());
        }
    }
}
