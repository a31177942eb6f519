package io.otklik.standalone;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All the parts of a local run. */
record LocalSuite(Settings settings, Secrets secrets) {
    Map<Part, LocalPart> parts() {
        Map<Part, LocalPart> parts = new EnumMap<>(Part.class);
        ServiceEnvironment environment = new ServiceEnvironment(settings, secrets);
        settings.parts().stream()
                .filter(Part::isService)
                .forEach(part -> parts.put(part, new LocalService(part, settings, environment.of(part))));
        Ports ports = settings.ports();
        DataFolder data = settings.data();
        parts.put(
                Part.POSTGRES,
                new LocalPostgres(
                        data.postgres(), ports.of(Port.POSTGRES), secrets, Durability.POWER_CUT, databases()));
        parts.put(
                Part.KAFKA,
                new LocalKafka(
                        data.kafka(),
                        ports.of(Port.KAFKA),
                        ports.of(Port.KAFKA_CONTROLLER),
                        ParentTie.OUTLIVES,
                        Durability.POWER_CUT,
                        data.mark(Part.KAFKA)));
        parts.put(
                Part.MAIL,
                new LocalMail(ports.of(Port.SMTP), ports.of(Port.IMAP), ParentTie.OUTLIVES, data.mark(Part.MAIL)));
        return parts;
    }

    private static List<String> databases() {
        return Part.SERVICES.stream()
                .filter(service -> service != Part.GATEWAY)
                .map(ServiceEnvironment::database)
                .toList();
    }
}
