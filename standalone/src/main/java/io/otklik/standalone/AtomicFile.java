package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that another process reads while they are written: it sees the old text or the new one, never a half. */
final class AtomicFile {
    private AtomicFile() {}

    static void write(Path path, String text) {
        Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
