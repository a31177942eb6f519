package io.otklik.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the suite lies, where its data lies, on which ports it listens, and what the person's environment says. */
record Settings(Path root, DataFolder data, Ports ports, Map<String, String> environment) {
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
        Path root = Path.of(System.getProperty(ROOT, "")).toAbsolutePath().normalize();
        return of(root, System.getenv());
    }

    String gatewayUrl() {
        return environment.getOrDefault("OTKLIK_PUBLIC_URL", "http://localhost:" + ports.of(Port.GATEWAY));
    }

    Path jar(Part service) {
        return root.resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
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
