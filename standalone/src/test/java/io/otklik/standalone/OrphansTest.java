package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {
    @TempDir
    Path folder;

    @Test
    void stop_alsoThePartWhosePidWasNeverWritten_andNoOtherFolders() throws IOException {
        DataFolder data = new DataFolder(folder.resolve("data"));
        Orphans orphans = new Orphans(data);
        Process ours = running(data.mark(Part.KAFKA));
        Process anothers = running(new DataFolder(folder.resolve("another")).mark(Part.KAFKA));
        try {
            assertEquals(List.of(Part.KAFKA), orphans.found());

            orphans.stop();

            assertEquals(List.of(), orphans.found());
            assertFalse(ours.isAlive());
            assertTrue(anothers.isAlive());
        } finally {
            ours.destroyForcibly();
            anothers.destroyForcibly();
        }
    }

    /** Returns when the process is itself, and not a copy of this one any more. */
    private static Process running(String argument) throws IOException {
        Process process = new ProcessBuilder(
                        "sh", "-c", "echo on; while :; do sleep 0.1; done", "sh", "x".repeat(8000), argument)
                .start();
        assertEquals('o', process.getInputStream().read());
        return process;
    }
}
