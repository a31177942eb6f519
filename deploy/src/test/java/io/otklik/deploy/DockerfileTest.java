package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
    private static final String DOCKERFILE = Project.text("deploy/Dockerfile");

    @Test
    void everyService_hasItsImage() {
        for (ServiceCode code : ServiceCode.all()) {
            List<String> stage = stage("FROM runtime AS " + code.name());
            assertEquals(
                    List.of(
                            "COPY --from=build /built/" + code.name() + "/lib lib",
                            "COPY --from=build /built/" + code.name() + "/app ./",
                            "ENV OTKLIK_PORT=" + code.port(),
                            "EXPOSE " + code.port()),
                    stage.stream().limit(4).toList());
        }
    }

    @Test
    void images_areOfJdk25AndNotRoots() {
        assertEquals(
                List.of("FROM eclipse-temurin:25-jdk AS build", "FROM eclipse-temurin:25-jre AS runtime"),
                DOCKERFILE
                        .lines()
                        .filter(line -> line.startsWith("FROM eclipse"))
                        .toList());
        List<String> runtime = stage("FROM eclipse-temurin:25-jre AS runtime");
        assertTrue(runtime.contains("USER 10001:10001"));
        assertTrue(runtime.stream().anyMatch(line -> line.startsWith("HEALTHCHECK ")));
        assertEquals(
                1, DOCKERFILE.lines().filter(line -> line.startsWith("USER ")).count());
    }

    /** Half is heap. docs/performance.md: identity's process had 243 MiB beside its heap, the others less. */
    @Test
    void memory_holdsTheHeapTheBuffersAndTheRest() throws IOException {
        int buffers = Integer.parseInt(option("MaxDirectMemorySize=(\\d+)m"));
        int percentage = Integer.parseInt(option("MaxRAMPercentage=(\\d+)"));
        Compose compose = Compose.read();
        for (ServiceCode code : ServiceCode.all()) {
            Quantity inCompose = new Quantity(compose.service(code.name())
                    .at("/deploy/resources/limits/memory")
                    .asText()
                    .replace("m", "Mi"));
            ResourceRequirements pod = Manifests.read(Project.text("deploy/base/" + code.name() + ".yaml"))
                    .one(Deployment.class, code.name())
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getResources();
            assertEquals(inCompose, pod.getLimits().get("memory"), code.name());
            assertEquals(inCompose, pod.getRequests().get("memory"), code.name());
            int limit = Integer.parseInt(inCompose.getAmount());
            assertTrue(limit * percentage / 100 + buffers + 243 <= limit, code.name() + " has " + limit);
        }
    }

    @Test
    void java_knowsABoundOfProcessorsAndIsToldOtherwiseLast() {
        assertTrue(DOCKERFILE.contains(" $OTKLIK_JAVA_OPTS -jar quarkus-run.jar"));
        for (ServiceCode code : ServiceCode.all()) {
            assertEquals("", Compose.read().environment(code.name()).get("OTKLIK_JAVA_OPTS"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 4", "64, 4"})
    void java_hasFourProcessorsAtMostAndNoMoreThanThereAre(int processors, int used) throws Exception {
        String start = DOCKERFILE
                .lines()
                .filter(line -> line.startsWith("ENTRYPOINT "))
                .map(line -> line.substring("ENTRYPOINT ".length()))
                .findFirst()
                .orElseThrow();
        String command = new ObjectMapper().readTree(start).path(2).asText();
        String machine = "nproc() { echo " + processors + "; }; ";
        String said = Command.run("sh", "-c", machine + command.replace("exec java", "echo"))
                .succeeded();
        assertTrue(said.contains(" -XX:ActiveProcessorCount=" + used + " "), said);
    }

    private static String option(String pattern) {
        Matcher option = Pattern.compile("-XX:" + pattern + " ").matcher(DOCKERFILE);
        assertTrue(option.find(), pattern);
        return option.group(1);
    }

    @Test
    void healthy_isWhoAnswers200() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> answer(exchange, 503));
        server.createContext("/q/health/live", exchange -> answer(exchange, 200));
        server.start();
        int port = server.getAddress().getPort();
        try {
            assertEquals(0, healthy(port, "live"));
            assertNotEquals(0, healthy(port, "ready"));
        } finally {
            server.stop(0);
        }
        assertNotEquals(0, healthy(port, "live"));
    }

    private static int healthy(int port, String question) throws IOException, InterruptedException {
        return Command.run(List.of("bash", "deploy/healthy", question), Map.of("OTKLIK_PORT", Integer.toString(port)))
                .exit();
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** The instructions after the line, up to the next stage. */
    private static List<String> stage(String from) {
        Stream<String> lines =
                DOCKERFILE.lines().dropWhile(line -> !line.equals(from)).skip(1);
        return lines.takeWhile(line -> !line.startsWith("FROM "))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
