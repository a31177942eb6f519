package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers a process beyond the life of the one that started it: {@code <pid> <birth>}. */
record PidFile(Path path) {
    void write(ProcessIdentity process) {
        AtomicFile.write(path, process.pid() + " " + process.birth() + "\n");
    }

    /** The process, if that very one still lives. */
    Optional<ProcessIdentity> alive() {
        try {
            String[] words = Files.readString(path).strip().split(" ", 2);
            return words.length < 2
                    ? Optional.empty()
                    : Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]))
                            .filter(ProcessIdentity::alive);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
