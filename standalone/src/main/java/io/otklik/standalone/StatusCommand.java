package io.otklik.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Shows what every part is doing.")
final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "As an array of {name, pid, port, state}; pid is null where there is none.")
    private boolean json;

    @Override
    public Integer call() {
        List<PartStatus> statuses = new RunningSuite(Settings.ofThisProcess()).statuses();
        if (json) {
            System.out.print(PartStatus.json(statuses));
            return 0;
        }
        System.out.println("%-22s %8s %6s  %s".formatted("PART", "PID", "PORT", "STATE"));
        for (PartStatus status : statuses) {
            System.out.println("%-22s %8s %6d  %s"
                    .formatted(
                            status.part().title(),
                            status.pid().isPresent() ? status.pid().getAsLong() : "-",
                            status.port(),
                            status.state().title()));
        }
        return 0;
    }
}
