package io.otklik.standalone;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Parts that run on without their launcher, because it was killed. */
record Orphans(DataFolder data) {
    /** Those with a live process; never a stranger that has got an old pid. */
    List<Part> found() {
        return List.of(Part.values()).stream()
                .filter(part -> !processes(part).isEmpty()
                        || part == Part.POSTGRES
                                && LocalPostgres.postmaster(data.postgres()).isPresent())
                .toList();
    }

    /** Services first, then what they live on, as the launcher does. */
    void stop() {
        Stream.of(Part.values()).parallel().filter(Part::isService).forEach(this::stop);
        Part.GROUND.parallelStream().forEach(this::stop);
    }

    /** Also one whose launcher was killed before it could write the pid down. */
    private Set<ProcessIdentity> processes(Part part) {
        Set<ProcessIdentity> processes = new HashSet<>(ProcessIdentity.withArgument(data.mark(part)));
        data.pid(part).alive().ifPresent(processes::add);
        return processes;
    }

    private void stop(Part part) {
        processes(part).forEach(process -> process.stop(part.stopSignal(), part.stopLimit()));
        data.pid(part).delete();
        if (part == Part.POSTGRES) {
            LocalPostgres.stopOrphan(data);
        }
    }
}
