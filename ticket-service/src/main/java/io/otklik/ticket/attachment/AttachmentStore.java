package io.otklik.ticket.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Files by their attachment's uuid, in a local folder: {@code <last two digits of the uuid>/<uuid>}, since the first digits
 * of a version 7 are a clock. Nothing of what a client sent is part of a path. Every method blocks.
 */
@ApplicationScoped
class AttachmentStore {

    private static final Logger LOG = Logger.getLogger(AttachmentStore.class);
    private static final int PIECE = 64 << 10;

    private final Path folder;

    AttachmentStore(AttachmentConfig config) {
        this.folder = config.folder().toAbsolutePath().normalize();
    }

    /**
     * Copies the file; when it returns, the copy survives a power failure. Returns the content's SHA-256 in hexadecimal. Fails with
     * FileSystemException, whatever the store lacks, and so as a store that is away.
     */
    String write(UUID uuid, Path content) throws FileSystemException {
        Path target = path(uuid);
        try {
            return copy(content, target);
        } catch (FileSystemException failed) {
            throw failed;
        } catch (IOException failed) {
            // From an open file comes but a sentence in the system's language: no space, no quota, a network disk gone.
            FileSystemException named = new FileSystemException(target.toString(), null, failed.getMessage());
            named.initCause(failed);
            throw named;
        }
    }

    private String copy(Path content, Path target) throws IOException {
        makeFolder(target.getParent());
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        try (FileChannel source = FileChannel.open(content, StandardOpenOption.READ);
                FileChannel copy = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (source.read(piece) >= 0) {
                digest.update(piece.flip());
                piece.flip();
                while (piece.hasRemaining()) {
                    copy.write(piece);
                }
                piece.clear();
            }
            copy.force(true);
        }
        sync(target.getParent());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The file, whether it is there or not. */
    Path path(UUID uuid) {
        String name = uuid.toString();
        return folder.resolve(name.substring(name.length() - 2)).resolve(name);
    }

    /** Does nothing when there is none. A file that cannot be removed now is left to the sweep. */
    void delete(UUID uuid) {
        try {
            Files.deleteIfExists(path(uuid));
        } catch (IOException failed) {
            LOG.warnf("Attachment file %s not removed: %s", uuid, failed.getMessage());
        }
    }

    /** The files that were written before the moment. */
    List<UUID> olderThan(Instant moment) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> isOlder(file, moment))
                    .flatMap(file -> uuid(file).stream())
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Empty for a file that is none of ours. */
    private static Optional<UUID> uuid(Path file) {
        try {
            return Optional.of(UUID.fromString(file.getFileName().toString()));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private void makeFolder(Path shard) throws IOException {
        if (!Files.isDirectory(shard)) {
            Files.createDirectories(shard);
            sync(folder);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
