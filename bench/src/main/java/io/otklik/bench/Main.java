package io.otklik.bench;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 measured without an error, 1 not measured or with errors, 2 not understood. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = {
            "Loads the running suite and measures it. Start the suite with OTKLIK_RATE_LIMITS=off ./otklik up -d.",
            "Rates: closed loop, each operation alone. Latencies: open loop, from when a request was due, at half that rate."
        },
        footer = {
            "",
            "What can be measured, in this order: sockets, me, ticket, my-list, comments, support-list,",
            "support-list-whole, create, comment, login, mix, lists, frames, broadcast, bare, sizes.",
            "The database is where OTKLIK_BENCH_DATABASE says (host:port/name), else ./otklik's; its password is in",
            "OTKLIK_DATABASE_PASSWORD, else in ./otklik's data folder."
        },
        usageHelpWidth = 110)
final class Main implements Callable<Integer> {

    @Option(names = "--url", defaultValue = "http://localhost:8000", description = "The gateway (${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--anywhere",
            description =
                    "A --url of another machine, too. Mind that everybody can read the password of its new agents.")
    private boolean anywhere;

    @Option(
            names = "--admin",
            defaultValue = "${env:OTKLIK_ADMIN_USERNAME:-admin}",
            description = "The administrator, else OTKLIK_ADMIN_USERNAME, else admin.")
    private String admin;

    @Option(
            names = "--password",
            defaultValue = "${env:OTKLIK_ADMIN_PASSWORD:-Admin_12345}",
            description = "His password, else OTKLIK_ADMIN_PASSWORD, else the local one.")
    private String password;

    @Option(names = "--tickets", defaultValue = "20000", description = "Tickets to load (${DEFAULT-VALUE}).")
    private int tickets;

    @Option(names = "--people", defaultValue = "2000", description = "Users who own them (${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--agents", defaultValue = "100", description = "Agents (${DEFAULT-VALUE}).")
    private int agents;

    @Option(
            names = "--active",
            defaultValue = "200",
            description =
                    "Users who are logged in (${DEFAULT-VALUE}). The services remember the tokens of 2000 people.")
    private int active;

    @Option(names = "--seconds", defaultValue = "20", description = "Of each operation (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warmup", defaultValue = "120", description = "Seconds before each (${DEFAULT-VALUE}).")
    private int warmup;

    @Option(names = "--connections", defaultValue = "16", description = "To the gateway (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--loops", defaultValue = "2", description = "Event loops of the generator (${DEFAULT-VALUE}).")
    private int loops;

    @Option(names = "--rate", defaultValue = "20", description = "POSTs a second, for frames (${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--sockets", defaultValue = "2000", description = "Idle sockets (${DEFAULT-VALUE}).")
    private int sockets;

    @Option(names = "--only", split = ",", description = "These only; what can be measured stands below.")
    private List<String> only;

    @Option(names = "--json", description = "Where to write the results, too.")
    private Path json;

    @Option(names = "--baseline", description = "Results of --json to compare with, measured with the same settings.")
    private Path baseline;

    @Option(
            names = "--differing",
            split = ",",
            description = "Settings that may differ from the baseline's: their names in its file.")
    private Set<String> differing = Set.of();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
    }

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (only != null && !Run.MEASURABLE.containsAll(only)) {
            throw new ParameterException(
                    spec.commandLine(), "--only: what can be measured is " + String.join(", ", Run.MEASURABLE));
        }
        if (active > people) {
            throw new ParameterException(spec.commandLine(), "--active: there are only " + people + " (--people)");
        }
        if (!anywhere && !isLoopback()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--url: " + url
                            + " is not this machine. With --anywhere it is loaded all the same: it gets agents whose"
                            + " password everybody can read.");
        }
        Settings settings = new Settings(
                url,
                admin,
                password,
                tickets,
                people,
                agents,
                active,
                seconds,
                warmup,
                connections,
                loops,
                rate,
                sockets);
        Optional<Report> before = Optional.ofNullable(baseline).map(Report::read);
        before.ifPresent(report -> report.mustBeMeasuredLike(settings.json(), differing));
        try (Run run = new Run(settings, Optional.ofNullable(only))) {
            boolean clean = run.measure();
            System.out.println(run.report().tables(before));
            if (json != null) {
                run.report().write(json);
            }
            return clean ? 0 : 1;
        }
    }

    private boolean isLoopback() {
        try {
            return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof BenchFailed) {
            commandLine.getErr().println(e.getMessage());
            return 1;
        }
        throw e;
    }
}
