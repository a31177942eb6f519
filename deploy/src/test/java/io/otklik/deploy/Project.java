package io.otklik.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the project. */
final class Project {
    static final Path ROOT =
            Path.of(System.getProperty("otklik.root")).toAbsolutePath().normalize();
    static final String VERSION = System.getProperty("otklik.version");

    private Project() {}

    static String text(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
