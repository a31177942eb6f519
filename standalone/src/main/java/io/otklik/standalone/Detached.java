package io.otklik.standalone;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands on their way into a process of their own. */
final class Detached {
    private Detached() {}

    /**
     * In a session of its own, where the system has setsid: Ctrl-C in a terminal reaches every process of the session,
     * and the parts must stop in order, by their launcher. It does not fork there, so the pid stays the child's.
     */
    static ProcessBuilder command(List<String> words) {
        List<String> command = new ArrayList<>();
        onPath("setsid").ifPresent(command::add);
        command.addAll(words);
        return new ProcessBuilder(command);
    }

    static Optional<String> onPath(String program) {
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return Optional.of(Path.of(folder, program).toString());
            }
        }
        return Optional.empty();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
