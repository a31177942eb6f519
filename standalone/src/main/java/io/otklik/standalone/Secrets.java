package io.otklik.standalone;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Made once per data folder and readable by its owner only; 256 random bits each, in hex. */
record Secrets(String postgresPassword, String databasePassword, String internalToken) {
    static Secrets keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return new Secrets(
                    required(file, properties, "postgres.password"),
                    required(file, properties, "database.password"),
                    required(file, properties, "internal.token"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("postgres.password", random());
        properties.setProperty("database.password", random());
        properties.setProperty("internal.token", random());
        Path fresh = DataFolder.unfinished(file);
        Files.deleteIfExists(fresh);
        // the mode comes with the creation, so there is no moment in which another user can open it
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer writer = Files.newBufferedWriter(fresh)) {
            properties.store(writer, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String required(Path file, Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new UserError(file + " lacks " + key + "; ./otklik reset starts afresh");
        }
        return value;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
