package io.otklik.deploy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final Pattern SETTING = Pattern.compile("(?m)^(# )?([A-Z_]+)=(.*)$");
    private static final List<String> OWN =
            ServiceCode.all().stream().map(ServiceCode::name).toList();

    private final Compose compose = Compose.read();

    @Test
    void file_isAsTheSpecificationSays() throws IOException {
        assertEquals(Set.of(), schema().validate(compose.file()));
        ObjectNode wrong = compose.file().deepCopy();
        ((ObjectNode) wrong.path("services").path(ServiceCode.GATEWAY)).put("depend_on", "kafka");
        assertFalse(schema().validate(wrong).isEmpty());
    }

    @Test
    void file_isTakenByTheClient() throws Exception {
        assumeTrue(Command.works("docker", "compose", "version"), "docker compose is not here");
        Map<String, String> secrets = Compose.variables().stream()
                .filter(variable -> variable.group(2).equals("?"))
                .collect(toMap(variable -> variable.group(1), variable -> "x", (one, other) -> one));
        Command config = Command.run(List.of("docker", "compose", "config", "--quiet"), secrets);
        assertEquals(0, config.exit(), config::errors);
    }

    @Test
    void environment_isWhatTheCodeReads() {
        for (ServiceCode code : ServiceCode.all()) {
            new DeployedEnvironment(code, compose.environment(code.name())).check();
        }
    }

    @Test
    void databases_areMadeForTheServices() {
        String script = Project.text("deploy/databases/databases.sh");
        for (ServiceCode code : ServiceCode.all()) {
            code.database().ifPresent(name -> {
                Map<String, String> environment = compose.environment(code.name());
                assertEquals(name, environment.get("OTKLIK_DATABASE_USERNAME"));
                assertTrue(script.contains("alter role " + name + " password :'" + name + "_password';"), name);
                assertTrue(script.contains(
                        "\\getenv " + name + "_password " + environment.get("OTKLIK_DATABASE_PASSWORD")));
                assertTrue(compose.environment("postgres").containsKey(environment.get("OTKLIK_DATABASE_PASSWORD")));
            });
        }
    }

    @Test
    void connections_ofAllServicesFitTheDatabase() {
        int ofOneReplicaEach = ServiceCode.all().stream()
                .filter(code -> code.database().isPresent())
                .mapToInt(ComposeTest::connections)
                .sum();
        String most = compose.service("postgres").path("command").path(2).asText();
        assertTrue(ofOneReplicaEach + 10 <= Integer.parseInt(most.replace("max_connections=", "")), most);
        Matcher said =
                Pattern.compile("`max_connections` of at least (\\d+)").matcher(Project.text("deploy/README.md"));
        assertTrue(said.find());
        // two of each and, amid an upgrade, a third
        assertTrue(3 * ofOneReplicaEach + 10 <= Integer.parseInt(said.group(1)), said.group());
    }

    /** Both pools, and the relay's own. */
    private static int connections(ServiceCode code) {
        return Pattern.compile("quarkus\\.datasource\\.(?:reactive|jdbc)\\.max-size=(\\d+)")
                        .matcher(Project.text(code.name() + "/src/main/resources/application.properties"))
                        .results()
                        .mapToInt(size -> Integer.parseInt(size.group(1)))
                        .sum()
                + 1;
    }

    @Test
    void nothingIsPublished_butTheGatewayAndThePageOfMails() {
        Map<String, String> published = new TreeMap<>();
        compose.file().path("services").properties().forEach(service -> service.getValue()
                .path("ports")
                .forEach(port -> published.put(service.getKey(), port.asText())));
        assertEquals(
                Map.of(
                        ServiceCode.GATEWAY,
                        "${OTKLIK_PUBLISH:-127.0.0.1:8000}:"
                                + ServiceCode.named(ServiceCode.GATEWAY).port(),
                        "mailpit",
                        "127.0.0.1:8025:8025"),
                published);
    }

    @Test
    void everyService_startsAfterWhatItNeedsIsHealthy() {
        for (String name : OWN) {
            Set<String> needs = new TreeSet<>();
            compose.service(name).path("depends_on").properties().forEach(need -> {
                assertEquals(
                        "service_healthy", need.getValue().path("condition").asText());
                needs.add(need.getKey());
            });
            Set<String> expected = new TreeSet<>(
                    name.equals(ServiceCode.GATEWAY) ? OWN : List.of("postgres", "kafka", "identity-service"));
            expected.remove(name);
            assertEquals(expected, needs, name);
        }
        Stream.of("postgres", "kafka")
                .forEach(part -> assertTrue(compose.service(part).has("healthcheck"), part));
    }

    @Test
    void services_areOfThisVersionRestrictedAndStopInTime() {
        for (ServiceCode code : ServiceCode.all()) {
            JsonNode service = compose.service(code.name());
            assertEquals(
                    "otklik/" + code.name() + ":" + Project.VERSION,
                    service.path("image").asText());
            assertEquals(code.name(), service.path("build").path("target").asText());
            assertTrue(service.path("read_only").asBoolean());
            assertEquals("ALL", service.path("cap_drop").path(0).asText());
            assertEquals("/tmp", service.path("volumes").path(0).asText());
            assertTrue(service.at("/deploy/resources/limits").has("memory"));
            assertTrue(
                    Integer.parseInt(service.path("stop_grace_period").asText().replace("s", ""))
                            > ShutdownTime.seconds(code));
        }
    }

    /** An empty setting stays empty only without the colon. */
    @Test
    void botHosts_mayBeNone() {
        assertEquals(
                "${OTKLIK_BOT_HOSTS-api.yourbot.com}",
                compose.service(ServiceCode.GATEWAY)
                        .at("/environment/OTKLIK_BOT_HOSTS")
                        .asText());
    }

    @Test
    void exampleOfEnv_tellsEverythingAndNoSecret() {
        Map<String, MatchResult> settings = SETTING.matcher(Project.text(".env.example"))
                .results()
                .collect(toMap(setting -> setting.group(2), setting -> setting));
        assertEquals(
                Compose.variables().stream().map(variable -> variable.group(1)).collect(toSet()), settings.keySet());
        for (MatchResult variable : Compose.variables()) {
            String name = variable.group(1);
            MatchResult setting = settings.get(name);
            boolean must = variable.group(2).equals("?");
            assertEquals(must, setting.group(1) == null, name);
            if (name.endsWith("PASSWORD") || name.endsWith("TOKEN")) {
                assertEquals("", setting.group(3), name);
            }
            if (!must) {
                assertEquals(variable.group(3), setting.group(3), name);
            }
        }
    }

    /** The Compose specification's own, of 2026 (Apache License 2.0): the fields that it knows, and no others. */
    private static JsonSchema schema() throws IOException {
        try (InputStream file = ComposeTest.class.getResourceAsStream("/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) new ObjectMapper().readTree(file);
            // Neither is an address that the validator knows.
            schema.remove(List.of("$schema", "$id"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }
}
