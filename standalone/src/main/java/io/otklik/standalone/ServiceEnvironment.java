package io.otklik.standalone;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the launcher tells a service about the local run. A value the person has set stays his, but for the ports, the
 * databases, the broker and the address of all but the gateway: those are the run's own, whatever lies in the
 * environment.
 */
record ServiceEnvironment(Settings settings, Secrets secrets) {
    private static final String LOCAL_ADDRESS = "127.0.0.1";

    Map<String, String> of(Part part) {
        Part service = part.first();
        Ports ports = settings.ports();
        Map<String, String> usual = new TreeMap<>();
        usual.put("OTKLIK_INTERNAL_TOKEN", secrets.internalToken());
        usual.put("OTKLIK_IDENTITY_URL", urls(Part.IDENTITY_SERVICE));
        usual.put("OTKLIK_TICKET_URL", urls(Part.TICKET_SERVICE));
        usual.put("OTKLIK_NOTIFICATION_URL", urls(Part.NOTIFICATION_SERVICE));
        usual.put("OTKLIK_ADMIN_URL", urls(Part.ADMIN_SERVICE));
        usual.put("OTKLIK_PUBLIC_URL", local(ports.of(Port.GATEWAY)));
        usual.put("OTKLIK_SMTP_HOST", "localhost");
        usual.put("OTKLIK_SMTP_PORT", Integer.toString(ports.of(Port.SMTP)));
        usual.put("OTKLIK_ADMIN_USERNAME", Administrator.USERNAME);
        usual.put("OTKLIK_ADMIN_EMAIL", Administrator.EMAIL);
        usual.put("OTKLIK_ADMIN_PASSWORD", Administrator.PASSWORD);
        usual.put("OTKLIK_RATE_LIMITS", "on");
        usual.put("OTKLIK_DESK_OPEN_ROLES", "true");
        usual.put("OTKLIK_STORAGE", settings.data().attachments().toString());
        if (!new PasswordNote(settings.data()).own()) {
            usual.put("QUARKUS_HTTP_HOST", LOCAL_ADDRESS);
        }
        usual.keySet().removeAll(settings.environment().keySet());

        if (service != Part.GATEWAY) {
            // They believe X-Forwarded-For, which only the gateway may tell them.
            usual.put("QUARKUS_HTTP_HOST", LOCAL_ADDRESS);
        }
        usual.put("OTKLIK_PORT", Integer.toString(ports.of(part)));
        usual.put("OTKLIK_KAFKA", "localhost:" + ports.of(Port.KAFKA));
        if (service != Part.GATEWAY) {
            usual.put("OTKLIK_DATABASE", "localhost:" + ports.of(Port.POSTGRES) + "/" + database(service));
            usual.put("OTKLIK_DATABASE_USERNAME", LocalPostgres.OWNER);
            usual.put("OTKLIK_DATABASE_PASSWORD", secrets.databasePassword());
        }
        return usual;
    }

    static String database(Part service) {
        return service.title().replace("-service", "");
    }

    /** Of all its replicas. */
    private String urls(Part service) {
        return settings.parts().stream()
                .filter(part -> part.first() == service)
                .map(part -> local(settings.ports().of(part)))
                .collect(Collectors.joining(","));
    }

    private static String local(int port) {
        return "http://localhost:" + port;
    }
}
