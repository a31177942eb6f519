package io.otklik.bench;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the benchmark: loads, measures what is asked for, one thing after the other. */
final class Run implements AutoCloseable {

    static final Set<String> MEASURABLE = Stream.concat(
                    Operation.titles().stream(),
                    Stream.of("sockets", "mix", "lists", "frames", "broadcast", "bare", "sizes"))
            .collect(Collectors.toCollection(TreeSet::new));

    /** The rate at which latencies are taken, of the one at full load: as busy as a machine should be. */
    private static final double HALF = 0.5;

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(3);
    private static final long QUIET_MILLIS = 150;
    private static final double BROADCASTS_A_SECOND = 2;

    /** Lists that are measured in the time of one operation. */
    private static final int LISTS_IN_THE_TIME = 10;

    private static final long KIB_A_GIB = 1 << 20;

    private final Settings settings;
    private final Optional<List<String>> only;
    private final Vertx vertx = Vertx.vertx();
    private final Path root = Path.of(System.getProperty("otklik.root", ""));
    private final Path data = Path.of(
            System.getenv().getOrDefault("OTKLIK_DATA", root.resolve(".otklik").toString()));
    private final Database database = Database.of(data, System.getenv());
    private final Processes processes = Processes.of(root, data);
    private final Report report;
    private final Generator suite;
    private final Pool pool;
    private Stage stage;
    private boolean clean = true;

    Run(Settings settings, Optional<List<String>> only) {
        this.settings = settings;
        this.only = only;
        this.report = new Report(settings.json().put("commit", commit(root)));
        this.suite = new Generator(vertx, settings.url(), settings.connections(), settings.loops());
        this.pool = database.pool(vertx, 2);
    }

    Report report() {
        return report;
    }

    /** Whether there was no error. */
    boolean measure() {
        if (processes.isEmpty()) {
            say("The suite does not run by ./otklik from this folder: no memory, no work by process");
        }
        load();
        when("sockets", this::idleSockets);
        for (Operation operation : Operation.values()) {
            when(operation.title(), () -> {
                rate(operation.title(), suite, () -> operation.next(stage));
                if (operation.isWriting()) {
                    settle(operation.title());
                }
            });
        }
        when("mix", () -> {
            rate("mix", suite, () -> Operation.mixed(stage));
            settle("mix");
        });
        when("lists", this::lists);
        when("frames", () -> {
            frames();
            settle("frames");
        });
        when("broadcast", () -> {
            broadcast();
            settle("broadcast");
        });
        when("bare", this::bare);
        when("sizes", this::sizes);
        return clean;
    }

    private void when(String name, Runnable measuring) {
        if (only.isEmpty() || only.get().contains(name)) {
            say(name);
            stage.refresh();
            measuring.run();
        }
    }

    private void load() {
        say("people");
        People people = new People(suite, settings.admin(), settings.password());
        List<Someone> users = people.users(settings.users());
        List<Someone> agents = people.agents(settings.agents());
        List<Someone> owners = users.subList(0, Math.min(settings.active(), users.size()));
        stage = new Stage(people, owners, agents);
        say("tickets");
        TicketLoad tickets = new TicketLoad(pool, suite);
        long start = System.nanoTime();
        long loaded;
        try (ReadModelLoad readModels = new ReadModelLoad(vertx, database, pool)) {
            loaded = tickets.load(settings.tickets(), owners, users, agents, readModels);
        }
        tickets.find(owners);
        stage.leaveOutWhoHasNone();
        if (loaded > 0) {
            say("%d tickets loaded in %d s"
                    .formatted(loaded, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
            quiet();
        }
    }

    /** The rate by a closed loop, then the latencies at half of it by an open one. */
    private void rate(String name, Generator generator, Supplier<Call> calls) {
        Duration time = Duration.ofSeconds(settings.seconds());
        Tally warm = generator.closed(calls, Duration.ofSeconds(settings.warmup()));
        Map<String, Long> before = processes.cpu();
        Tally full = generator.closed(calls, time);
        Map<String, Long> cpu = perRequest(before, processes.cpu(), full.successes());
        double rate = full.successes() / (double) settings.seconds();
        double perSecond = Math.max(1, rate * HALF);
        Tally open = generator.open(i -> calls.get(), perSecond, time.dividedBy(2));
        Map<String, Long> errors = new TreeMap<>(warm.errors());
        full.errors().forEach((kind, n) -> errors.merge(kind, n, Long::sum));
        open.errors().forEach((kind, n) -> errors.merge(kind, n, Long::sum));
        add(new Figure(name, rate, open.millis(50), open.millis(99), errors, cpu));
    }

    private static Map<String, Long> perRequest(Map<String, Long> before, Map<String, Long> after, long requests) {
        Map<String, Long> cpu = new TreeMap<>();
        after.forEach((part, millis) -> {
            long micros = (millis - before.getOrDefault(part, 0L)) * 1000 / Math.max(1, requests);
            if (micros > 0) {
                cpu.put(part, micros);
            }
        });
        return cpu;
    }

    private void add(Figure figure) {
        report.add(figure);
        clean &= figure.errors().isEmpty();
        say("  %.0f/s, p50 %.1f ms, p99 %.1f ms, errors %s"
                .formatted(figure.rate(), figure.p50(), figure.p99(), figure.errors()));
    }

    private void latency(String name, Tally tally) {
        add(new Figure(name, 0, tally.millis(50), tally.millis(99), tally.errors(), Map.of()));
    }

    /** Each list by itself, one request at a time: what it takes, not how many there can be. */
    private void lists() {
        Duration time = Duration.ofSeconds(settings.seconds()).dividedBy(LISTS_IN_THE_TIME);
        Generator one = new Generator(vertx, settings.url(), 1, 1);
        for (Listing listing : Listing.ALL) {
            say(listing.title());
            Tally warm = one.closed(() -> listing.next(stage), time);
            latency(listing.title(), one.closed(() -> listing.next(stage), time).plusErrors(warm));
        }
    }

    private void frames() {
        Frames frames = new Frames(vertx, settings.url(), suite, stage);
        Duration time = Duration.ofSeconds(settings.seconds());
        Duration warmup = Duration.ofSeconds(settings.warmup());
        Tally warm = frames.toAgents(1, settings.rate(), warmup);
        latency("frame-to-agent", frames.toAgents(1, settings.rate(), time).plusErrors(warm));
        warm = frames.toOwner(settings.rate(), warmup, HALF);
        latency("frame-to-owner", frames.toOwner(settings.rate(), time, 1).plusErrors(warm));
    }

    private void broadcast() {
        int agents = stage.agents().size();
        Frames frames = new Frames(vertx, settings.url(), suite, stage);
        Tally warm = frames.toAgents(agents, BROADCASTS_A_SECOND, Duration.ofSeconds(settings.warmup()));
        Tally last = frames.toAgents(agents, BROADCASTS_A_SECOND, Duration.ofSeconds(settings.seconds()));
        latency("broadcast-to-" + agents, last.plusErrors(warm));
    }

    private void bare() {
        long ticket = stage.owner().tickets().get(0);
        Supplier<Call> calls = () -> Call.get("/api/v1/tickets/" + Stage.ticketOf(stage.owner()) + "/", null);
        try (Bare bare = new Bare(vertx, root, database, ticket)) {
            rate("bare", new Generator(vertx, bare.direct(), settings.connections(), settings.loops()), calls);
            rate(
                    "bare-by-gateway",
                    new Generator(vertx, bare.throughGateway(), settings.connections(), settings.loops()),
                    calls);
        }
    }

    private void idleSockets() {
        if (processes.isEmpty()) {
            return;
        }
        quiet();
        List<Someone> people = new ArrayList<>();
        for (int i = 0; i < settings.sockets(); i++) {
            people.add(stage.owners().get(i % stage.owners().size()));
        }
        Map<String, Long> before = processes.pss();
        try (Sockets sockets = new Sockets(vertx, settings.url())) {
            sockets.open(people, (person, frame) -> {});
            quiet();
            Map<String, Long> after = processes.pss();
            long gateway = after.get("gateway") - before.get("gateway");
            long notification = after.get("notification-service") - before.get("notification-service");
            report.size("KiB of gateway for an idle socket", (double) gateway / settings.sockets());
            report.size("KiB of notification-service for an idle socket", (double) notification / settings.sockets());
            report.size(
                    "idle sockets per GiB of both",
                    (double) KIB_A_GIB * settings.sockets() / Math.max(1, gateway + notification));
        }
    }

    private void sizes() {
        quiet();
        long all = 0;
        for (Map.Entry<String, Long> part : processes.pss().entrySet()) {
            report.size("MiB of " + part.getKey(), part.getValue() / 1024.0);
            all += part.getValue();
        }
        report.size("MiB of all", all / 1024.0);
        processes.startMillis().forEach((part, millis) -> report.size("start of " + part + ", s", millis / 1000.0));
    }

    /** Waits until the backlog that the operation left is worked off, and shows for how long. */
    private void settle(String name) {
        if (processes.isEmpty()) {
            return;
        }
        double seconds = untilQuiet();
        report.size("s until the suite has settled after " + name, seconds);
        say("  settled in %.0f s".formatted(seconds));
    }

    private void quiet() {
        if (!processes.isEmpty()) {
            double unused = untilQuiet();
        }
    }

    /**
     * Until nothing waits to be published and the suite does next to nothing for a second, so that nothing of what was before is
     * measured next. When that takes too long it is an error. Returns the seconds before that second.
     */
    private double untilQuiet() {
        long start = System.nanoTime();
        long before = suiteCpu();
        while (System.nanoTime() - start < QUIET_WITHIN.toNanos()) {
            long second = System.nanoTime();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            long now = suiteCpu();
            if (now - before < QUIET_MILLIS && isPublished()) {
                return (second - start) / (double) TimeUnit.SECONDS.toNanos(1);
            }
            before = now;
        }
        add(new Figure(
                "settling", 0, 0, 0, Map.of("still busy after " + QUIET_WITHIN.toSeconds() + " s", 1L), Map.of()));
        return QUIET_WITHIN.toSeconds();
    }

    private boolean isPublished() {
        return Waiting.on(pool.query("select 1 from outbox limit 1").execute(), LIMIT)
                        .size()
                == 0;
    }

    private long suiteCpu() {
        Map<String, Long> cpu = processes.cpu();
        cpu.remove("bench");
        return cpu.values().stream().mapToLong(Long::longValue).sum();
    }

    /** "unknown" where the folder is no clone. */
    private static String commit(Path root) {
        return Processes.said(List.of("git", "-C", root.toString(), "describe", "--always", "--dirty", "--abbrev=12"))
                .map(String::strip)
                .orElse("unknown");
    }

    private static void say(String what) {
        System.err.println(what);
    }

    @Override
    public void close() {
        Waiting.until(vertx.close(), LIMIT);
    }
}
