package io.otklik.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the suite lies, where its data lies, on which ports it listens, and what the person's environment says. */
record Settings(Path root, DataFolder data, Ports ports, Map<String, String> environment) {
    /** How many there are of each service: 1 or 2. */
    static final String REPLICAS = "OTKLIK_REPLICAS";

    /** The script says where the project is by this property. */
    static final String ROOT = "otklik.root";

    /** Fails with a {@link UserError} on a wrong port or data folder. */
    static Settings of(Path root, Map<String, String> environment) {
        String data = environment.getOrDefault("OTKLIK_DATA", "");
        Path folder = data.isBlank() ? root.resolve(".otklik") : Path.of(data);
        if (!folder.isAbsolute()) {
            throw new UserError("OTKLIK_DATA=" + data + " must be an absolute path");
        }
        return new Settings(root, new DataFolder(folder), Ports.of(environment), environment);
    }

    static Settings ofThisProcess() {
        return ofThisProcess(Map.of());
    }

    /** @param more goes before what the environment says */
    static Settings ofThisProcess(Map<String, String> more) {
        Path root = Path.of(System.getProperty(ROOT, "")).toAbsolutePath().normalize();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(more);
        return of(root, environment);
    }

    /** Fails with a {@link UserError} on a number that is not taken. */
    static List<Part> partsOf(Map<String, String> environment) {
        String replicas = environment.getOrDefault(REPLICAS, "").strip();
        boolean twice = replicas.equals("2");
        if (!twice && !replicas.equals("1") && !replicas.isEmpty()) {
            throw new UserError("there may be 1 or 2 replicas of each service, not " + replicas);
        }
        return Stream.of(Part.values())
                .filter(part -> twice || part.first() == part)
                .toList();
    }

    /** What the suite consists of. */
    List<Part> parts() {
        return ports.parts();
    }

    String gatewayUrl() {
        return environment.getOrDefault("OTKLIK_PUBLIC_URL", "http://localhost:" + ports.of(Port.GATEWAY));
    }

    Path jar(Part service) {
        return root.resolve(service.first().title()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Fails with a {@link UserError} that names what is not built. */
    void requireBuilt() {
        for (Part service : Part.SERVICES) {
            if (!Files.exists(jar(service))) {
                throw new UserError(service.title() + " is not built: " + jar(service) + " is missing");
            }
        }
    }
}
