package io.otklik.acceptance;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged suite, started once for all tests by the command that users type, with a data folder and ports of its
 * own, and taken down when the last test is over. What it answers that its document does not say fails the test.
 */
public final class Suite implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Path ROOT =
            Path.of(System.getProperty("otklik.root", "..")).toAbsolutePath().normalize();
    private static final Path DATA = ROOT.resolve("acceptance-tests/target/suite");
    /** What Telegram would have told the bot's owner. */
    static final String BOT_TOKEN = "7000000001:AAF-acceptance";

    private static final String SECOND_GATEWAY = "OTKLIK_GATEWAY_2_PORT";

    private static Suite started;

    private final Map<String, String> environment = new TreeMap<>();
    private DocumentedExchanges exchanges;
    private MailDoor mailDoor;

    /** The running suite. */
    static Suite running() {
        return started;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (started == null) {
            start();
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put("suite", (AutoCloseable)
                    () -> System.out.print(command("down")));
            exchanges = documentedExchanges();
            RestAssured.filters(exchanges);
            started = this;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started.exchanges.assertNone();
    }

    /** What came of no single test. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (started != null) {
            started.exchanges.assertNone();
        }
    }

    private void start() {
        environment.put("OTKLIK_DATA", DATA.toString());
        List<String> ports = List.of(
                "OTKLIK_GATEWAY_PORT",
                "OTKLIK_IDENTITY_PORT",
                "OTKLIK_TICKET_PORT",
                "OTKLIK_NOTIFICATION_PORT",
                "OTKLIK_ADMIN_PORT",
                SECOND_GATEWAY,
                "OTKLIK_IDENTITY_2_PORT",
                "OTKLIK_TICKET_2_PORT",
                "OTKLIK_NOTIFICATION_2_PORT",
                "OTKLIK_ADMIN_2_PORT",
                "OTKLIK_POSTGRES_PORT",
                "OTKLIK_KAFKA_PORT",
                "OTKLIK_KAFKA_CONTROLLER_PORT",
                "OTKLIK_SMTP_PORT",
                "OTKLIK_IMAP_PORT");
        List<Integer> free = freePorts(ports.size());
        for (int i = 0; i < ports.size(); i++) {
            environment.put(ports.get(i), Integer.toString(free.get(i)));
        }
        environment.put("OTKLIK_RATE_LIMITS", "off");
        // A mail that was cut off goes out again within seconds, not minutes.
        environment.put("OTKLIK_MAIL_TIMEOUT", "10s");
        environment.put("OTKLIK_MAIL_LEASE", "20s");
        environment.put("OTKLIK_MAIL_FIRST_DOUBT", "5s");
        environment.put("OTKLIK_MAIL_LONGEST_RETRY", "5s");
        if (Boolean.getBoolean("otklik.faults")) {
            mailDoor = new MailDoor(port("OTKLIK_SMTP_PORT"));
            environment.put("OTKLIK_MAIL_SMTP_PORT", Integer.toString(mailDoor.port()));
            // Nobody there renews his token, and a run may take longer than the ten minutes that it lives.
            environment.put("OTKLIK_SESSION_ACCESS_LIFE", "PT8H");
        }
        environment.put("OTKLIK_TELEGRAM_BOT_TOKEN", BOT_TOKEN);
        System.out.print(command("reset", "--yes"));
        System.out.print(command("up", "-d"));
        RestAssured.baseURI = "http://localhost";
        RestAssured.port = gatewayPort();
        RestAssured.urlEncodingEnabled = false;
    }

    private DocumentedExchanges documentedExchanges() {
        Path document = MergedDocument.committed(this);
        try {
            if (Boolean.getBoolean("otklik.document.write")) {
                Files.writeString(document, MergedDocument.of(this).yaml());
            }
            return new DocumentedExchanges(
                    Files.readString(document), ROOT.resolve("acceptance-tests/target/undocumented.txt"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int gatewayPort() {
        return port("OTKLIK_GATEWAY_PORT");
    }

    int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    /** Takes the suite down and starts it again on the same data, with so many of each service. */
    void replicas(int count) {
        System.out.print(command("down"));
        environment.put("OTKLIK_REPLICAS", Integer.toString(count));
        System.out.print(command("up", "-d"));
    }

    /** Where the gateways are when there are two. */
    List<String> gateways() {
        return List.of(publicUrl(), "http://localhost:" + port(SECOND_GATEWAY));
    }

    /** The origin of the suite's own pages. */
    String publicUrl() {
        return "http://localhost:" + gatewayPort();
    }

    /** Between the suite and its mail sink; null but in a run of fault tests. */
    MailDoor mailDoor() {
        return mailDoor;
    }

    /** Where a socket of the suite is. */
    String socketUrl(String path) {
        return "ws://localhost:" + gatewayPort() + path;
    }

    /** Runs {@code ./otklik …} and returns what it printed; fails with it when the command does. */
    String command(String... words) {
        List<String> line = new ArrayList<>(List.of(ROOT.resolve("otklik").toString()));
        line.addAll(List.of(words));
        try {
            File output = Files.createTempFile("otklik", ".txt").toFile();
            ProcessBuilder builder = new ProcessBuilder(line)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output);
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(5, TimeUnit.MINUTES);
            String printed = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            Files.delete(output.toPath());
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", line) + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A part as {@code status --json} shows it. */
    record Part(String name, Long pid, int port, String state) {

        boolean isReady() {
            return "ready".equals(state);
        }
    }

    /** All parts, in the order of the status. */
    List<Part> parts() {
        List<Map<String, Object>> rows =
                JsonPath.from(command("status", "--json")).getList("$");
        return rows.stream()
                .map(row -> new Part(
                        (String) row.get("name"),
                        row.get("pid") == null ? null : ((Number) row.get("pid")).longValue(),
                        ((Number) row.get("port")).intValue(),
                        (String) row.get("state")))
                .toList();
    }

    Part part(String name) {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The checkout. */
    Path root() {
        return ROOT;
    }

    /** Where the suite keeps its data, logs and secrets. */
    Path data() {
        return DATA;
    }

    /** Where attached files are kept. */
    Path attachments() {
        return DATA.resolve("attachments");
    }

    /** Where the services are packaged that the suite runs. */
    List<Path> services() {
        return parts().stream()
                .map(part -> ROOT.resolve(part.name()).resolve("target/quarkus-app"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0);
                sockets.add(socket);
                ports.add(socket.getLocalPort());
            }
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
