package io.otklik.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The parts that one test JVM uses. Quarkus loads this class more than once, so what must be known once is a system
 * property and what must be done once is done under a lock that all the copies share.
 */
final class TestSuite {
    private static final String FOLDER = "otklik.real-parts.folder";
    private static final String PORT = "otklik.real-parts.port.";
    private static final String DATABASES = "otklik.real-parts.databases";
    private static final List<Port> PORTS =
            List.of(Port.POSTGRES, Port.KAFKA, Port.KAFKA_CONTROLLER, Port.SMTP, Port.IMAP);
    private static final List<Part> PARTS = List.of(Part.POSTGRES, Part.KAFKA, Part.MAIL);
    /** The same for each copy of the class, unlike one of our own. */
    private static final Object LOCK = Runtime.getRuntime();
    /** No secret: the parts listen on the local address, for the length of a test, with nothing in them. */
    private static final Secrets SECRETS = new Secrets("otklik", "otklik", "otklik");

    private static TestSuite thisJvms;

    private final DataFolder data;
    private final LocalPostgres postgres;
    private final Map<Part, RealPart> parts = new EnumMap<>(Part.class);

    private TestSuite(Path folder) {
        data = new DataFolder(folder);
        postgres =
                new LocalPostgres(data.postgres(), port(Port.POSTGRES), SECRETS, Durability.PROCESS_DEATH, List.of());
        part(Part.POSTGRES, postgres, StopSignal.QUIT);
        part(
                Part.KAFKA,
                new LocalKafka(
                        data.kafka(),
                        port(Port.KAFKA),
                        port(Port.KAFKA_CONTROLLER),
                        ParentTie.DIES_WITH_PARENT,
                        Durability.PROCESS_DEATH,
                        data.mark(Part.KAFKA)),
                StopSignal.KILL);
        part(
                Part.MAIL,
                new LocalMail(port(Port.SMTP), port(Port.IMAP), ParentTie.DIES_WITH_PARENT, data.mark(Part.MAIL)),
                StopSignal.KILL);
    }

    static TestSuite ofThisJvm() {
        synchronized (LOCK) {
            if (thisJvms == null) {
                String folder = System.getProperty(FOLDER);
                thisJvms = folder == null ? started() : new TestSuite(Path.of(folder));
            }
            return thisJvms;
        }
    }

    RealPart part(Part part) {
        return parts.get(part);
    }

    int port(Port port) {
        return Integer.getInteger(PORT + port.name());
    }

    Secrets secrets() {
        return SECRETS;
    }

    /** {@code host:port/name} of the last one made, a first one if there is none. */
    String database() {
        synchronized (LOCK) {
            int made = Integer.getInteger(DATABASES, 0);
            return made == 0 ? freshDatabase() : postgres.url(name(made));
        }
    }

    String freshDatabase() {
        synchronized (LOCK) {
            int number = Integer.getInteger(DATABASES, 0) + 1;
            try {
                postgres.createDatabase(name(number));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty(DATABASES, Integer.toString(number));
            return postgres.url(name(number));
        }
    }

    /** The child's input is its tie to this JVM and must not be closed by a garbage collector. */
    static void keep(Process process) {
        Thread keeper = new Thread(
                () -> {
                    try {
                        process.waitFor();
                    } catch (InterruptedException end) {
                        Thread.currentThread().interrupt();
                    }
                },
                "real-part-" + process.pid());
        keeper.setDaemon(true);
        keeper.start();
    }

    private static TestSuite started() {
        try {
            Path folder = Files.createTempDirectory("otklik-real-parts");
            Set<Integer> taken = new HashSet<>();
            for (Port port : PORTS) {
                System.setProperty(PORT + port.name(), Integer.toString(freePort(taken)));
            }
            System.setProperty(FOLDER, folder.toString());
            TestSuite suite = new TestSuite(folder);
            suite.data.create();
            keep(Guardian.command(folder, suite.data.pid(Part.POSTGRES)).start());
            // the two JVMs load while PostgreSQL makes its folder
            List<Part> order = new ArrayList<>(List.of(Part.KAFKA, Part.MAIL, Part.POSTGRES));
            order.forEach(part -> suite.part(part).launch());
            PARTS.forEach(part -> suite.part(part).await());
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Below the range from which the system takes ports for outgoing connections, so that it stays free meanwhile. */
    private static int freePort(Set<Integer> taken) {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                if (taken.add(port)) {
                    return port;
                }
            } catch (IOException busy) {
                // the next one
            }
        }
        throw new IllegalStateException("no free port between 20000 and 32000");
    }

    private void part(Part part, LocalPart local, StopSignal crash) {
        parts.put(part, new RealPart(local, data.log(part), data.pid(part), crash));
    }

    private static String name(int number) {
        return "test_" + number;
    }
}
