package io.otklik.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One process, not merely one pid: the system gives a pid to a stranger sooner or later, and a stranger must not be
 * stopped for it. The birth is the boot's id and the kernel's start tick where there is a /proc (the wall-clock start
 * that Java computes moves when the clock is set), else the start instant in milliseconds.
 */
record ProcessIdentity(long pid, String birth) {
    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT = PROC.resolve("sys/kernel/random/boot_id");
    private static final boolean HAS_PROC = Files.isReadable(BOOT);

    /** Empty when there is no such process, a dead one that nobody has buried yet (a zombie) included. */
    static Optional<ProcessIdentity> of(long pid) {
        return birthOf(pid).map(birth -> new ProcessIdentity(pid, birth));
    }

    /** Those on this machine whose arguments this user may see. */
    static List<ProcessIdentity> withArgument(String argument) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> arguments(pid).contains(argument))
                .flatMap(pid -> of(pid).stream())
                .toList();
    }

    boolean alive() {
        return birthOf(pid).filter(birth::equals).isPresent();
    }

    /** Does nothing to a process that merely got the same pid. */
    void send(StopSignal signal) {
        if (alive()) {
            signal.send(pid);
        }
    }

    /** Asks, waits as long as the limit, then kills; returns when the process is gone. */
    void stop(StopSignal signal, Duration limit) {
        send(signal);
        if (!gone(limit)) {
            send(StopSignal.KILL);
            if (!gone(Duration.ofSeconds(10))) {
                throw new IllegalStateException("process " + pid + " does not die");
            }
        }
    }

    private boolean gone(Duration limit) {
        return Deadline.in(limit).reached(() -> !alive());
    }

    /** Java leaves out those of a command line that is longer than a page of memory. */
    private static List<String> arguments(long pid) {
        if (!HAS_PROC) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().arguments())
                    .map(List::of)
                    .orElse(List.of());
        }
        try {
            byte[] line = Files.readAllBytes(PROC.resolve(pid + "/cmdline"));
            return List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static Optional<String> birthOf(long pid) {
        if (!HAS_PROC) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .map(instant -> Long.toString(instant.toEpochMilli()));
        }
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // the name in brackets may hold anything, brackets and blanks included
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? Optional.empty() : Optional.of(Files.readString(BOOT).strip() + ":" + fields[19]);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
