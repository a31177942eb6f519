package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything a run leaves on the disk. */
record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    static final long LOG_LIMIT = 50L << 20;

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path attachments() {
        return root.resolve("attachments");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(Part part) {
        return logs().resolve(part.title() + ".log");
    }

    Path launcherLog() {
        return logs().resolve("launcher.log");
    }

    Path secrets() {
        return root.resolve("secrets.properties");
    }

    Path classArchives() {
        return root.resolve("class-archives");
    }

    Path run() {
        return root.resolve("run");
    }

    PidFile pid(Part part) {
        return new PidFile(run().resolve(part.title() + ".pid"));
    }

    /** A JVM's argument that tells whose part it is, before its pid is on the disk and without. */
    String mark(Part part) {
        return "-Dotklik.part=" + root.resolve(part.title());
    }

    PidFile launcherPid() {
        return new PidFile(run().resolve("launcher.pid"));
    }

    /** Also the mark of a data folder: there is one in each that was ever used, and in no other. */
    Path launcherLock() {
        return run().resolve("launcher.lock");
    }

    /** The array that {@code status --json} prints, rewritten by the launcher at every change. */
    Path states() {
        return run().resolve("states.json");
    }

    /** There once the suite has been ready for the first time in this run. */
    Path readyMarker() {
        return run().resolve("ready");
    }

    /** While it exists the launcher keeps the part down. */
    Path holdMarker(Part part) {
        return run().resolve(part.title() + ".hold");
    }

    /**
     * Closed to everybody else: there are people's texts and addresses in it. Fails with a {@link UserError} when it
     * cannot be made or is not ours.
     */
    void create() {
        requireOurs();
        try {
            Files.createDirectories(root.getParent());
            Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.setPosixFilePermissions(root, OWNER_ONLY);
            Files.createDirectories(run());
            createLock();
            Files.createDirectories(logs());
            Files.createDirectories(attachments());
        } catch (IOException e) {
            throw new UserError("cannot create " + root + " for its owner alone: " + e);
        }
    }

    /**
     * A big log becomes {@code .1}, the older .1 goes. It is copied and emptied, because whoever writes it has it open
     * and appends; what is written between the two is lost.
     */
    void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.copy(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel emptied = FileChannel.open(log, StandardOpenOption.WRITE)) {
                emptied.truncate(0);
            }
        }
    }

    /** Fails with a {@link UserError} when there is something in it, but no data of ours: it may be anyone's folder. */
    void requireOurs() {
        boolean used = Files.exists(launcherLock());
        boolean empty = children(root).stream().allMatch(run()::equals)
                && children(run()).isEmpty();
        if (!used && !empty) {
            throw new UserError(root + " holds other files than Otklik's, and they are left alone;"
                    + " OTKLIK_DATA wants a new or an empty folder");
        }
    }

    /**
     * Only what this program made, the lock last; with other files in the folder it stays, and remains ours.
     * Fails with a {@link UserError} when it never was.
     */
    void delete() {
        requireOurs();
        List.of(postgres(), kafka(), attachments(), logs(), classArchives(), secrets())
                .forEach(path -> {
                    deleteTree(path);
                    deleteTree(unfinished(path));
                });
        children(run()).stream().filter(path -> !path.equals(launcherLock())).forEach(DataFolder::deleteTree);
        if (children(root).stream().allMatch(run()::equals)) {
            deleteTree(launcherLock());
            deleteEmpty(run());
            deleteEmpty(root);
        }
    }

    /** Where a folder or file is made until it is whole; a start cut short leaves it there. */
    static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /** Never opens the file that is there: closing it again would let go of this process's lock on it. */
    private void createLock() throws IOException {
        try {
            Files.createFile(launcherLock());
        } catch (FileAlreadyExistsException marked) {
            // as it shall be
        }
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UserError("cannot read " + folder + ": " + e);
        }
    }

    private static void deleteEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException usedAgain) {
            // by an up that waited for this end
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
