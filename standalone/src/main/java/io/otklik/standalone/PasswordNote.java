package io.otklik.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which password the administrator got. The first start creates him, and what a later one's environment says changes
 * nothing; so it is written down, as {@code own} or {@code well-known}, with {@code settled} once he must exist.
 */
record PasswordNote(DataFolder data) {
    private static final String OWN = "own";
    private static final String WELL_KNOWN = "well-known";
    private static final String SETTLED = "settled";

    /** False also when nothing is known, as of a folder older than the note. */
    boolean own() {
        return text().startsWith(OWN);
    }

    /** At each start. Until one has ended ready, any of them may have been the one that created him. */
    void take(Map<String, String> environment) {
        if (text().contains(SETTLED)) {
            return;
        }
        String password = environment.getOrDefault("OTKLIK_ADMIN_PASSWORD", Administrator.PASSWORD);
        boolean mayBeOwn = own() || !Files.exists(data.postgres());
        write(mayBeOwn && !password.equals(Administrator.PASSWORD) ? OWN : WELL_KNOWN);
    }

    /** When identity has been ready, and with it the administrator been created. */
    void settle() {
        write((own() ? OWN : WELL_KNOWN) + " " + SETTLED);
    }

    private void write(String text) {
        AtomicFile.write(file(), text + "\n");
    }

    private String text() {
        try {
            return Files.readString(file());
        } catch (IOException none) {
            return "";
        }
    }

    private Path file() {
        return data.run().resolve("administrator-password");
    }
}
