package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherLockTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private DataFolder data;

    @BeforeEach
    void name() {
        data = new DataFolder(folder.resolve("data"));
    }

    @Test
    void take_whoComesSecondWaits() throws Exception {
        LauncherLock first = taken();
        CountDownLatch refused = new CountDownLatch(2);
        var second = CompletableFuture.supplyAsync(() -> LauncherLock.take(data, LONG, () -> {
            refused.countDown();
            return false;
        }));
        assertTrue(refused.await(20, TimeUnit.SECONDS));
        assertFalse(second.isDone());

        first.close();

        second.get(20, TimeUnit.SECONDS).orElseThrow().close();
    }

    @Test
    void take_ofWhatIsNeverGivenBackFailsAfterTheLimit() {
        try (LauncherLock first = taken()) {
            assertTrue(first.channel().isOpen());
            UserError error = assertThrows(UserError.class, () -> LauncherLock.take(data, Duration.ZERO, () -> false));

            assertEquals("another ./otklik is at work on " + data.root(), error.getMessage());
        }
    }

    @Test
    void take_isNotNeededAnyMore() {
        try (LauncherLock first = taken()) {
            assertTrue(first.channel().isOpen());
            assertEquals(Optional.empty(), LauncherLock.take(data, LONG, () -> true));
        }
    }

    @Test
    void take_afterAResetIsALockOnTheNewFile() {
        try (LauncherLock first = taken()) {
            assertTrue(first.channel().isOpen());
            data.delete();

            try (LauncherLock second = taken()) {
                assertTrue(second.channel().isOpen());
                assertTrue(Files.exists(data.launcherLock()));
            }
        }
    }

    private LauncherLock taken() {
        return LauncherLock.take(data, LONG, () -> false).orElseThrow();
    }
}
