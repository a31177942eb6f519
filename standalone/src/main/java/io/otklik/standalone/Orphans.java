package io.otklik.standalone;

import java.util.List;

/** Parts that run on without their launcher, because it was killed. */
record Orphans(DataFolder data) {
    /** Those with a live process; never a stranger that has got an old pid. */
    List<Part> found() {
        return List.of(Part.values()).stream()
                .filter(part -> data.pid(part).alive().isPresent()
                        || part == Part.POSTGRES
                                && LocalPostgres.postmaster(data.postgres()).isPresent())
                .toList();
    }

    /** Services first, then what they live on, as the launcher does. */
    void stop() {
        Part.SERVICES.parallelStream().forEach(this::stop);
        Part.GROUND.parallelStream().forEach(this::stop);
    }

    private void stop(Part part) {
        data.pid(part).alive().ifPresent(process -> process.stop(part.stopSignal(), part.stopLimit()));
        data.pid(part).delete();
        if (part == Part.POSTGRES) {
            LocalPostgres.stopOrphan(data);
        }
    }
}
