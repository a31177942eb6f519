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
            description = "Every service, one process after the other; with two replicas without an answer of 5xx:"
                    + " the clients of a gateway that is gone go to the other.")
    private boolean rolling;

    @Override
    public Integer call() {
        if (rolling == (part != null)) {
            throw new UserError("restart wants the name of a part, or --rolling");
        }
        RunningSuite suite = new RunningSuite(Settings.ofThisProcess());
        if (rolling) {
            restartServices(suite);
        } else {
            restart(suite, part);
        }
        return 0;
    }

    /** Stops none while another one is down: that may be its replica, and one that a person holds is not to come back by this. */
    static void restartServices(RunningSuite suite) {
        List<Part> services = suite.statuses().stream()
                .map(PartStatus::part)
                .filter(Part::isService)
                .toList();
        for (Part service : services) {
            suite.requireServicesReady();
            restart(suite, service);
        }
    }

    private static void restart(RunningSuite suite, Part part) {
        new Hold(suite.settings(), part).layAndLift();
        System.out.println(part.title() + " is ready.");
    }
}
