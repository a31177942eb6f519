package io.otklik.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the five services, from its packaged jar. */
final class LocalService implements LocalPart {
    private static final int CALL_LIMIT_MILLIS = 700;

    private final Part part;
    private final Settings settings;
    private final Map<String, String> environment;

    LocalService(Part part, Settings settings, Map<String, String> environment) {
        this.part = part;
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void prepare() {}

    @Override
    public ProcessBuilder command() {
        List<String> words = new ArrayList<>(List.of(
                Detached.java(),
                settings.data().mark(part),
                "-Xmx" + heapMegabytes(part) + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        String more =
                settings.environment().getOrDefault("OTKLIK_JAVA_OPTS", "").strip();
        if (!more.isEmpty()) {
            words.addAll(List.of(more.split("\\s+", -1)));
        }
        words.addAll(List.of("-jar", settings.jar(part).toString()));
        ProcessBuilder builder = Detached.command(words);
        // the launcher's own, and none of a service's business
        builder.environment().remove("CLASSPATH");
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public boolean answers() {
        try {
            // The gateway's readiness is the whole suite's; a part that is held down is not its failure.
            String health = part.first() == Part.GATEWAY ? "/q/health/live" : "/q/health/ready";
            URI uri = URI.create("http://127.0.0.1:" + settings.ports().of(part) + health);
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(CALL_LIMIT_MILLIS);
            connection.setReadTimeout(CALL_LIMIT_MILLIS);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException down) {
            return false;
        }
    }

    private static int heapMegabytes(Part part) {
        return switch (part.first()) {
            case IDENTITY_SERVICE, TICKET_SERVICE, NOTIFICATION_SERVICE -> 128;
            case ADMIN_SERVICE, GATEWAY -> 96;
            default -> throw new IllegalArgumentException(part + " is no service");
        };
    }
}
