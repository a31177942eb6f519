package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Held by the one command that starts, stops or deletes parts of a data folder; the system lets go of it when the
 * process ends, however it does. Whoever wants to keep it must keep this object.
 */
record LauncherLock(FileChannel channel) implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    /**
     * Waits for its turn, in a data folder that is made when there is none. Empty as soon as the turn is not needed any
     * more; fails with a {@link UserError} when the time runs out.
     */
    static Optional<LauncherLock> take(DataFolder data, Duration limit, BooleanSupplier needless) {
        Deadline deadline = Deadline.in(limit);
        while (!needless.getAsBoolean()) {
            Optional<LauncherLock> lock = tryTake(data);
            if (lock.isPresent()) {
                return lock;
            }
            if (deadline.passed() || !Deadline.pause(LOOK)) {
                throw new UserError("another ./otklik is at work on " + data.root());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<LauncherLock> tryTake(DataFolder data) {
        Path file = data.launcherLock();
        if (!Files.exists(file)) {
            data.create();
        }
        try {
            Object before = key(file);
            LauncherLock lock = new LauncherLock(FileChannel.open(file, StandardOpenOption.WRITE));
            // A reset may have deleted the file that was opened here; a lock on that keeps nobody out.
            if (lock.locked() && Files.exists(file) && Objects.equals(before, key(file))) {
                return Optional.of(lock);
            }
            lock.close();
        } catch (NoSuchFileException deletedByReset) {
            // the next look makes another
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    private boolean locked() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
