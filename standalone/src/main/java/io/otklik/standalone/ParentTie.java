package io.otklik.standalone;

import java.io.IOException;
import java.io.InputStream;

/** Whether a part outlives the process that started it. */
enum ParentTie {
    /** As a launcher's part does, for the next launcher to find. */
    OUTLIVES,
    /** As a test's part must not: its input is a pipe from the parent, which ends with the parent, however it dies. */
    DIES_WITH_PARENT;

    void watch() {
        if (this == OUTLIVES) {
            return;
        }
        Thread watch = new Thread(
                () -> {
                    try (InputStream in = System.in) {
                        while (in.read() >= 0) {
                            continue;
                        }
                    } catch (IOException broken) {
                        // the same as its end
                    }
                    Runtime.getRuntime().halt(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
