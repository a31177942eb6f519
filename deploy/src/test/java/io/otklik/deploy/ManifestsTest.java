package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file by itself: where there is no kustomize, this is all that is looked at. */
class ManifestsTest {

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: ticket-service
            spec:
              template:
                spec:
                  containers:
                    - name: service
                      env:
                        - {name: OTKLIK_PORT, value: "8002"}
                      readinessProbe:
                        httpGet: {path: /q/health/ready, port: http}
            """;

    @ParameterizedTest
    @MethodSource("files")
    void everyFile_isReadStrictly(Path file) throws IOException {
        assertFalse(Manifests.read(Files.readString(file)).objects().isEmpty());
    }

    @Test
    void read_refusesAnUnknownField() throws IOException {
        assertEquals(1, Manifests.read(DEPLOYMENT).objects().size());
        assertThrows(IOException.class, () -> Manifests.read(DEPLOYMENT.replace("httpGet", "httpget")));
        assertThrows(IOException.class, () -> Manifests.read(DEPLOYMENT.replace("template", "templates")));
    }

    @Test
    void read_refusesANumberForAText() {
        assertThrows(IOException.class, () -> Manifests.read(DEPLOYMENT.replace("\"8002\"", "8002")));
    }

    @Test
    void read_refusesAFieldTwice() {
        assertThrows(
                IOException.class,
                () -> Manifests.read(DEPLOYMENT.replace("  name: ticket", "  name: desk\n  name: ticket")));
    }

    @Test
    void read_refusesAnOtherVersionOfAKind() {
        assertThrows(IOException.class, () -> Manifests.read(DEPLOYMENT.replace("apps/v1", "apps/v1beta1")));
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(Project.ROOT.resolve("deploy"))) {
            return found
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .filter(file -> !file.startsWith(Project.ROOT.resolve("deploy/src"))
                            && !file.startsWith(Project.ROOT.resolve("deploy/target")))
                    .toList()
                    .stream();
        }
    }
}
