package io.otklik.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The suite's processes on this Linux machine, as {@code ./otklik status} names them: their memory and their work. */
final class Processes {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB");
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");
    private static final long MILLIS_A_TICK = 10;
    private static final String GENERATOR = "bench";

    private final Map<String, Long> pids;
    private final Path logs;

    private Processes(Map<String, Long> pids, Path logs) {
        this.pids = pids;
        this.logs = logs;
    }

    /** None when the suite does not run by {@code ./otklik} from this folder. */
    static Processes of(Path root, Path data) {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Object part : statuses(root)) {
            Long pid = ((JsonObject) part).getLong("pid");
            if (pid != null) {
                pids.put(((JsonObject) part).getString("name"), pid);
            }
        }
        return new Processes(pids, data.resolve("logs"));
    }

    private static JsonArray statuses(Path root) {
        return said(List.of(root.resolve("otklik").toString(), "status", "--json"))
                .map(JsonArray::new)
                .orElseGet(JsonArray::new);
    }

    /** What a command writes; empty when there is none, or it fails. */
    static Optional<String> said(List<String> words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(text) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", stop);
        }
    }

    boolean isEmpty() {
        return pids.isEmpty();
    }

    /** Proportional set size in KiB: shared pages are counted once over all who share them. */
    Map<String, Long> pss() {
        return each(Processes::pss);
    }

    /** Time on a core since their starts in milliseconds, the generator's own too. */
    Map<String, Long> cpu() {
        Map<String, Long> cpu = each(Processes::cpu);
        cpu.put(GENERATOR, cpu(ProcessHandle.current().pid()));
        return cpu;
    }

    /** Milliseconds from the JVM's start to its readiness, as the services log it. */
    Map<String, Long> startMillis() {
        Map<String, Long> starts = new LinkedHashMap<>();
        for (String part : pids.keySet()) {
            Path log = logs.resolve(part + ".log");
            if (Files.exists(log)) {
                try {
                    Matcher matcher = STARTED.matcher(Files.readString(log));
                    while (matcher.find()) {
                        starts.put(part, Math.round(Double.parseDouble(matcher.group(1)) * 1000));
                    }
                } catch (IOException unreadable) {
                    throw new BenchFailed("Cannot read " + log, unreadable);
                }
            }
        }
        return starts;
    }

    /** With the children: PostgreSQL is a process a connection. */
    private Map<String, Long> each(ToLongFunction<Long> figure) {
        Map<String, Long> figures = new LinkedHashMap<>();
        pids.forEach((part, pid) -> figures.put(
                part,
                Stream.concat(
                                Stream.of(pid),
                                ProcessHandle.of(pid).stream()
                                        .flatMap(ProcessHandle::descendants)
                                        .map(ProcessHandle::pid))
                        .mapToLong(figure)
                        .sum()));
        return figures;
    }

    private static long pss(long pid) {
        Matcher matcher = PSS.matcher(read(pid, "smaps_rollup"));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static long cpu(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        // after the name, which may hold anything: state is the 3rd field, utime the 14th, stime the 15th
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * MILLIS_A_TICK;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException gone) {
            return "";
        }
    }
}
