package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void keeper_whoseWatchFails_stopsTheProcessBeforeItStartsAnother() throws Exception {
        DataFolder data = new DataFolder(folder);
        data.create();
        FailingOnce part = new FailingOnce(data.pid(Part.MAIL));
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        Progress silent = new Progress(new PrintStream(OutputStream.nullOutputStream()));
        Keeper keeper = new Keeper(Part.MAIL, part, data, board, silent, () -> true);
        Thread thread = new Thread(keeper);
        thread.start();
        try {
            assertTrue(Deadline.in(LONG).reached(() -> board.stateOf(Part.MAIL) == PartState.READY));
            assertEquals(Optional.of(false), part.firstAliveAtTheSecondStart());
            assertNotEquals(
                    part.first.pid(), data.pid(Part.MAIL).alive().orElseThrow().pid());
        } finally {
            keeper.end();
            thread.join(LONG.toMillis());
        }
        assertTrue(data.pid(Part.MAIL).alive().isEmpty());
    }

    @Test
    void keeper_whosePartWritesABigLog_keepsOneOldOneAndThePartGoesOnInTheEmptied() throws Exception {
        DataFolder data = new DataFolder(folder);
        data.create();
        Path log = data.log(Part.MAIL);
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        Progress silent = new Progress(new PrintStream(OutputStream.nullOutputStream()));
        Keeper keeper = new Keeper(Part.MAIL, new Echo(), data, board, silent, () -> true);
        Thread thread = new Thread(keeper);
        thread.start();
        try {
            assertTrue(Deadline.in(LONG).reached(() -> board.stateOf(Part.MAIL) == PartState.READY));
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.setLength(DataFolder.LOG_LIMIT + 1);
            }

            Path old = Path.of(log + ".1");
            assertTrue(Deadline.in(LONG)
                    .reached(() -> Files.exists(old) && log.toFile().length() < DataFolder.LOG_LIMIT));
            assertTrue(Files.size(old) > DataFolder.LOG_LIMIT);
            assertTrue(Deadline.in(LONG).reached(() -> LogTail.last(log, 1).equals(List.of("again"))));
            assertTrue(Files.size(log) < DataFolder.LOG_LIMIT);
        } finally {
            keeper.end();
            thread.join(LONG.toMillis());
        }
    }

    @Test
    void pause_isNeverLongerThanASecond() {
        for (Part part : Part.values()) {
            for (int crashes = 1; crashes <= 100; crashes++) {
                assertTrue(Keeper.pause(part, crashes).compareTo(Duration.ofSeconds(1)) < 0);
            }
        }
    }

    /** Says the same over and over. */
    private static final class Echo implements LocalPart {
        @Override
        public void prepare() {}

        @Override
        public ProcessBuilder command() {
            return new ProcessBuilder("sh", "-c", "while :; do sleep 0.1; echo again; done");
        }

        @Override
        public boolean answers() {
            return true;
        }
    }

    /** A process that lives on whatever happens; the first time it is looked at, looking fails. */
    private static final class FailingOnce implements LocalPart {

        private final PidFile pid;
        private final AtomicInteger looks = new AtomicInteger();
        private volatile ProcessIdentity first;
        private volatile Boolean aliveAtTheSecondStart;

        FailingOnce(PidFile pid) {
            this.pid = pid;
        }

        Optional<Boolean> firstAliveAtTheSecondStart() {
            return Optional.ofNullable(aliveAtTheSecondStart);
        }

        @Override
        public void prepare() {
            if (first != null && aliveAtTheSecondStart == null) {
                aliveAtTheSecondStart = first.alive();
            }
        }

        @Override
        public ProcessBuilder command() {
            return new ProcessBuilder("tail", "-f", "/dev/null");
        }

        @Override
        public boolean answers() {
            if (looks.getAndIncrement() == 0) {
                first = pid.alive().orElseThrow();
                throw new IllegalStateException("cannot look");
            }
            return true;
        }
    }
}
