package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
    @TempDir
    Path folder;

    @Test
    void stop_strangerWithTheSamePidLivesOn() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity predecessor = new ProcessIdentity(stranger.pid(), "born earlier");

            predecessor.stop(StopSignal.TERM, Duration.ZERO);

            assertFalse(predecessor.alive());
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void stop_whoeverIgnoresTermIsKilled() throws IOException {
        Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done").start();
        assertEquals('d', stubborn.getInputStream().read());
        ProcessIdentity identity = ProcessIdentity.of(stubborn.pid()).orElseThrow();

        identity.stop(StopSignal.TERM, Duration.ofMillis(100));

        assertFalse(identity.alive());
    }

    @Test
    void pidFile_rememberedProcessIsFoundWhileItLives() throws IOException {
        PidFile file = new PidFile(folder.resolve("part.pid"));
        Process part = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(part.pid()).orElseThrow();
        file.write(identity);
        assertEquals(Optional.of(identity), file.alive());

        identity.stop(StopSignal.KILL, Duration.ofSeconds(5));

        assertEquals(Optional.empty(), file.alive());
    }

    @Test
    void pidFile_nonsenseIsNobody() throws IOException {
        PidFile file = new PidFile(folder.resolve("part.pid"));
        assertEquals(Optional.empty(), file.alive());
        for (String text : new String[] {"", "12", "twelve born", "\n"}) {
            Files.writeString(file.path(), text);
            assertEquals(Optional.empty(), file.alive());
        }
    }
}
