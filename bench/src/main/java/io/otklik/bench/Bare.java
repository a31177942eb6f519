package io.otklik.bench;

import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The bare handler and a gateway before it, as processes that end with the measuring. */
final class Bare implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(40);
    private static final Duration END = Duration.ofSeconds(15);
    private static final int PORT = 8090;
    private static final int GATEWAY_PORT = 8091;

    private final List<Process> processes = new CopyOnWriteArrayList<>();

    Bare(Vertx vertx, Path root, Database database, long ticket) {
        mustBeFree(PORT);
        mustBeFree(GATEWAY_PORT);
        // for Ctrl-C; what ends by itself is closed
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            start(
                    List.of(
                            "-Xmx128m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareHandler.class.getName(),
                            String.valueOf(PORT),
                            database.host(),
                            String.valueOf(database.port()),
                            database.name(),
                            database.user()),
                    Map.of("OTKLIK_DATABASE_PASSWORD", database.password()));
            start(
                    List.of(
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                            "-jar",
                            root.resolve("gateway/target/quarkus-app/quarkus-run.jar")
                                    .toString()),
                    Map.of(
                            "OTKLIK_PORT",
                            String.valueOf(GATEWAY_PORT),
                            "QUARKUS_HTTP_HOST",
                            "127.0.0.1",
                            "OTKLIK_TICKET_URL",
                            direct().toString(),
                            "OTKLIK_RATE_LIMITS",
                            "off"));
            await(vertx, direct(), ticket);
            await(vertx, throughGateway(), ticket);
        } catch (BenchFailed | IOException failure) {
            close();
            throw new BenchFailed("The bare handler does not start", failure);
        }
    }

    URI direct() {
        return URI.create("http://localhost:" + PORT);
    }

    URI throughGateway() {
        return URI.create("http://localhost:" + GATEWAY_PORT);
    }

    private void start(List<String> words, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(new File("/dev/null"));
        builder.environment().putAll(environment);
        processes.add(builder.start());
    }

    private static void await(Vertx vertx, URI url, long ticket) {
        Generator probe = new Generator(vertx, url, 1, 1);
        long end = System.nanoTime() + START.toNanos();
        while (!answers(probe, ticket)) {
            if (System.nanoTime() > end) {
                throw new BenchFailed("Nothing answers at " + url);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static boolean answers(Generator probe, long ticket) {
        try {
            return Waiting.on(probe.ask(Call.get("/api/v1/tickets/" + ticket + "/", null)), START)
                    .succeeded();
        } catch (BenchFailed notYet) {
            return false;
        }
    }

    /** Or else whatever listens there would be measured. */
    static void mustBeFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // connections of a run before this may still linger
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new BenchFailed("Port " + port + " is taken, and the bare handler needs it", taken);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stop) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
