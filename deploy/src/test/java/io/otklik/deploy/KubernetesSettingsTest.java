package io.otklik.deploy;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What base and overlay tell the services is what their code asks for, and no secret is among it. */
class KubernetesSettingsTest {
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void environment_isWhatTheCodeReads(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            new DeployedEnvironment(code, environment(manifests, code)).check();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void secrets_areReferredToAndNotShipped(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        assertEquals(List.of(), manifests.all(Secret.class));
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            assertFalse(
                    map.getData().keySet().stream().anyMatch(ServiceCode::isSecret),
                    map.getMetadata().getName());
        }
        Map<String, Secret> made = Manifests.read(
                        Command.run("sh", "deploy/secrets.sh", folder.equals(Manifests.DEV) ? "dev" : "")
                                .succeeded())
                .all(Secret.class)
                .stream()
                .collect(toMap(secret -> secret.getMetadata().getName(), secret -> secret));
        manifests
                .pods()
                .flatMap(pod -> pod.getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .forEach(variable -> {
                    SecretKeySelector secret = variable.getValueFrom() == null
                            ? null
                            : variable.getValueFrom().getSecretKeyRef();
                    assertFalse(secret == null && ServiceCode.isSecret(variable.getName()), variable.getName());
                    assertFalse(secret == null && variable.getName().endsWith("_PASSWORD"), variable.getName());
                    if (secret != null && !Boolean.TRUE.equals(secret.getOptional())) {
                        assertTrue(
                                made.get(secret.getName()).getStringData().containsKey(secret.getKey()),
                                secret.getName() + "/" + secret.getKey());
                    }
                });
    }

    @Test
    void secretsScript_takesValuesFromTheEnvironment() throws Exception {
        Command printed = Command.run(
                List.of("sh", "deploy/secrets.sh"),
                Map.of(
                        "OTKLIK_ADMIN_PASSWORD", "it's \"quoted\"",
                        "OTKLIK_SMTP_USERNAME", "postman",
                        "OTKLIK_SMTP_PASSWORD", "p",
                        "OTKLIK_TELEGRAM_BOT_TOKEN", "1:2"));
        Manifests secrets = Manifests.read(printed.succeeded());
        assertEquals(
                Map.of("username", "admin", "email", "admin@example.com", "password", "it's \"quoted\""),
                secrets.one(Secret.class, "administrator").getStringData());
        assertEquals(
                Map.of("username", "postman", "password", "p"),
                secrets.one(Secret.class, "smtp").getStringData());
        assertEquals(
                Map.of("bot-token", "1:2"),
                secrets.one(Secret.class, "telegram").getStringData());
        assertEquals(
                48,
                secrets.one(Secret.class, "internal-token")
                        .getStringData()
                        .get("token")
                        .length());
    }

    /** Its two pieces: the overlay, and what Kafka with SASL adds to its patches. */
    @Test
    void overlayOfTheReadme_isBuilt() throws Exception {
        String overlay = YAML.matcher(Project.text("deploy/README.md"))
                .results()
                .map(block -> block.group(1))
                .collect(joining());
        Path folder = Files.createDirectories(Project.ROOT.resolve("deploy/target/readme"));
        Files.writeString(folder.resolve("kustomization.yaml"), overlay);
        Manifests manifests = Manifests.built("deploy/target/readme");
        assertEquals("https://help.example.com", manifests.configMap("settings").get("OTKLIK_PUBLIC_URL"));
        for (ServiceCode code : ServiceCode.all()) {
            assertEquals(
                    code.database().isPresent(),
                    manifests.container(code).getEnv().stream()
                            .anyMatch(variable -> variable.getName().equals("KAFKA_SASL_JAAS_CONFIG")),
                    code.name());
        }
    }

    private static Map<String, String> environment(Manifests manifests, ServiceCode code) {
        Container container = manifests.container(code);
        Map<String, String> environment = new HashMap<>();
        container
                .getEnvFrom()
                .forEach(source -> environment.putAll(manifests
                        .one(ConfigMap.class, source.getConfigMapRef().getName())
                        .getData()));
        for (EnvVar variable : container.getEnv()) {
            environment.put(variable.getName(), value(manifests, variable));
        }
        return environment;
    }

    private static String value(Manifests manifests, EnvVar variable) {
        if (variable.getValueFrom() == null) {
            return variable.getValue();
        }
        var reference = variable.getValueFrom().getConfigMapKeyRef();
        return reference == null
                ? "a secret"
                : manifests.one(ConfigMap.class, reference.getName()).getData().get(reference.getKey());
    }
}
