package io.otklik.standalone;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Starts the suite and keeps it up; Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(100);
    /** More than another's start and stop together. */
    private static final Duration TURN_LIMIT = Duration.ofMinutes(5);

    @Option(
            names = {"-d", "--detach"},
            description = "Returns when the suite is ready; it runs on in the background.")
    private boolean detach;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "How many of each service: 1 or 2 (OTKLIK_REPLICAS, else 1).")
    private String replicas;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.ofThisProcess(replicas == null ? Map.of() : Map.of(Settings.REPLICAS, replicas));
        Optional<LauncherLock> turn = turn(settings);
        if (turn.isEmpty()) {
            new RunningSuite(settings).requireReplicas();
            System.out.println("Otklik is up already.");
            System.out.print(new Welcome(settings).text());
            return 0;
        }
        return detach
                ? detached(settings, turn.get())
                : new Launcher(settings, new Progress(System.out), turn.get()).run();
    }

    /** Empty when there is a launcher, ready; one that is on its way up or down is waited for. */
    private static Optional<LauncherLock> turn(Settings settings) {
        RunningSuite running = new RunningSuite(settings);
        if (running.launcher().isPresent() && !running.ready()) {
            System.out.println("Another ./otklik is starting or stopping the suite; waiting for it.");
        }
        return LauncherLock.take(settings.data(), TURN_LIMIT, running::ready);
    }

    /** The same command again in the background, its words shown here until it is ready or gone. */
    private int detached(Settings settings, LauncherLock turn) throws IOException {
        DataFolder data = settings.data();
        data.create();
        data.rotate(data.launcherLog());
        LogTail words = LogTail.fromEndOf(data.launcherLog());
        ProcessBuilder command = OwnJvm.command(
                List.of("-Xmx48m", "-D" + Settings.ROOT + "=" + settings.root()),
                Main.class,
                replicas == null ? List.of("up") : List.of("up", "--replicas", replicas));
        Process launcher = command.redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.launcherLog().toFile()))
                .start();
        turn.close();
        Thread interrupted = new Thread(launcher::destroy, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        RunningSuite running = new RunningSuite(settings);
        boolean ready = false;
        while (!ready && launcher.isAlive()) {
            ready = running.ready();
            words.added().forEach(System.out::println);
            if (!Deadline.pause(LOOK)) {
                break;
            }
        }
        words.added().forEach(System.out::println);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        return ready || running.ready() ? 0 : 1;
    }
}
