package io.otklik.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Stops a part and lets it come back; returns when it is ready.")
final class RestartCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "PART", description = "Its name.")
    private Part part;

    @Option(
            names = "--rolling",
            description = "Every service, one process after the other; with two replicas nobody notices.")
    private boolean rolling;

    @Override
    public Integer call() {
        if (rolling == (part != null)) {
            throw new UserError("restart wants the name of a part, or --rolling");
        }
        Settings settings = Settings.ofThisProcess();
        List<Part> parts = rolling
                ? new RunningSuite(settings)
                        .statuses().stream()
                                .map(PartStatus::part)
                                .filter(Part::isService)
                                .toList()
                : List.of(part);
        for (Part each : parts) {
            Hold hold = new Hold(settings, each);
            hold.lay();
            hold.lift();
            System.out.println(each.title() + " is ready.");
        }
        return 0;
    }
}
