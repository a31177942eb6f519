package io.otklik.standalone;

import java.nio.file.Path;
import java.util.List;

/**
 * A shell that outlives the test JVM by a moment, to stop PostgreSQL and remove the folder. Its input is a pipe from
 * the JVM, which ends with it even when it is killed; PostgreSQL itself would not notice.
 */
final class Guardian {
    private static final String SCRIPT = """
            cat >/dev/null
            read -r pid rest <"$2" && kill -s QUIT "$pid"
            for try in 1 2 3 4 5; do
              rm -rf "$1" && break
              sleep 0.2
            done
            """;

    private Guardian() {}

    static ProcessBuilder command(Path folder, PidFile postgres) {
        return Detached.command(List.of(
                        "sh",
                        "-c",
                        SCRIPT,
                        "sh",
                        folder.toString(),
                        postgres.path().toString()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
