package io.otklik.standalone;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the end of a part's log, or of every part's.")
final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);

    @Parameters(arity = "0..1", paramLabel = "PART", description = "All of them when left out.")
    private Part part;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines of each log (100; 20 of every part's).")
    private Integer lines;

    @Override
    public Integer call() {
        DataFolder data = Settings.ofThisProcess().data();
        List<Part> parts = part == null ? List.of(Part.values()) : List.of(part);
        int count = lines != null ? lines : part == null ? 20 : 100;
        Map<Part, LogTail> tails = new LinkedHashMap<>();
        for (Part each : parts) {
            tails.put(each, LogTail.fromEndOf(data.log(each)));
            LogTail.last(data.log(each), count).forEach(line -> show(each, line));
        }
        while (follow && Deadline.pause(LOOK)) {
            tails.forEach((each, tail) -> tail.added().forEach(line -> show(each, line)));
        }
        return 0;
    }

    private void show(Part from, String line) {
        System.out.println(part == null ? "%-20s | %s".formatted(from.title(), line) : line);
    }
}
