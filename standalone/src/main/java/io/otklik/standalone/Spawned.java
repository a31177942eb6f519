package io.otklik.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A part's process that this JVM has started. */
record Spawned(Process process, ProcessIdentity identity) {
    /** The pid is on the disk before anything else happens, so that whoever comes after a crash of ours finds it. */
    static Spawned start(ProcessBuilder command, Path log, PidFile pid) throws IOException {
        Files.writeString(
                log,
                "--- started at " + Instant.now().truncatedTo(ChronoUnit.MILLIS) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        ProcessIdentity identity =
                ProcessIdentity.of(process.pid()).orElseThrow(() -> new IOException("it ended at once, see " + log));
        pid.write(identity);
        return new Spawned(process, identity);
    }
}
