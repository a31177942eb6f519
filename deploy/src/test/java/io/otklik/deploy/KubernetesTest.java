package io.otklik.deploy;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize makes of base and overlay says what the code says. */
class KubernetesTest {
    private static final String BASE = "deploy/base";
    private static final String DEV = "deploy/overlays/dev";
    private static final Set<String> HEALTH = Set.of("/q/health/live", "/q/health/ready");

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void services_haveThePortsOfTheCode(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        assertEquals(names(), new TreeSet<>(deployments(manifests).keySet()));
        for (ServiceCode code : ServiceCode.all()) {
            Container container = service(manifests, code);
            assertEquals(List.of(code.port()), ports(container), code.name());
            assertEquals("http", container.getPorts().get(0).getName());
            Service service = manifests.one(Service.class, code.name());
            assertEquals(code.port(), service.getSpec().getPorts().get(0).getPort());
            assertEquals(
                    "http", service.getSpec().getPorts().get(0).getTargetPort().getStrVal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void probes_askForHealth(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            Container container = service(manifests, code);
            Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
                    .forEach(probe -> {
                        HTTPGetAction question = probe.getHttpGet();
                        assertTrue(HEALTH.contains(question.getPath()), question.getPath());
                        assertEquals("http", question.getPort().getStrVal());
                    });
            assertEquals(
                    "/q/health/live", container.getLivenessProbe().getHttpGet().getPath());
            // The gateway's readiness is the whole suite's: one service away would take the gateway away.
            assertEquals(
                    code.name().equals(ServiceCode.GATEWAY) ? "/q/health/live" : "/q/health/ready",
                    container.getReadinessProbe().getHttpGet().getPath());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void environment_isWhatTheCodeReads(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            new DeployedEnvironment(code, environment(manifests, code)).check();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void secrets_areReferredToAndNotShipped(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        assertEquals(List.of(), manifests.all(Secret.class));
        for (ConfigMap map : manifests.all(ConfigMap.class)) {
            assertFalse(
                    map.getData().keySet().stream().anyMatch(ServiceCode::isSecret),
                    map.getMetadata().getName());
        }
        Map<String, Secret> made = Manifests.read(
                        Command.run("sh", "deploy/secrets.sh", folder.equals(DEV) ? "dev" : "")
                                .succeeded())
                .all(Secret.class)
                .stream()
                .collect(toMap(secret -> secret.getMetadata().getName(), secret -> secret));
        pods(manifests)
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

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void images_areOfThisVersionAndThoseOfCompose(String folder) throws Exception {
        Set<String> allowed = new TreeSet<>(Compose.read().images());
        ServiceCode.all()
                .forEach(code ->
                        assertTrue(allowed.contains("otklik/" + code.name() + ":" + Project.VERSION), code.name()));
        pods(Manifests.built(folder))
                .flatMap(pod -> pod.getContainers().stream())
                .forEach(container -> assertTrue(allowed.contains(container.getImage()), container.getImage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV, "deploy/topics"})
    void pods_areRestricted(String folder) throws Exception {
        pods(Manifests.built(folder)).forEach(pod -> {
            assertEquals(false, pod.getAutomountServiceAccountToken());
            assertEquals(false, pod.getEnableServiceLinks());
            assertEquals(true, pod.getSecurityContext().getRunAsNonRoot());
            assertTrue(pod.getSecurityContext().getRunAsUser() > 0);
            assertEquals(
                    "RuntimeDefault",
                    pod.getSecurityContext().getSeccompProfile().getType());
            for (Container container : pod.getContainers()) {
                assertEquals(false, container.getSecurityContext().getAllowPrivilegeEscalation());
                assertEquals(
                        List.of("ALL"),
                        container.getSecurityContext().getCapabilities().getDrop());
                assertTrue(container.getResources().getLimits().containsKey("memory"));
                assertTrue(container.getResources().getRequests().keySet().containsAll(Set.of("cpu", "memory")));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void services_runOnAReadOnlyRootAndStopInTime(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            PodSpec pod = deployments(manifests)
                    .get(code.name())
                    .getSpec()
                    .getTemplate()
                    .getSpec();
            Container container = service(manifests, code);
            assertEquals(true, container.getSecurityContext().getReadOnlyRootFilesystem());
            assertTrue(container.getVolumeMounts().stream()
                    .anyMatch(mount -> mount.getMountPath().equals("/tmp")));
            long pause = Long.parseLong(
                    container.getLifecycle().getPreStop().getExec().getCommand().get(1));
            assertTrue(pod.getTerminationGracePeriodSeconds() > pause + ShutdownTime.seconds(code));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void everySelector_findsPods(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        List<Map<String, String>> labels = templates(manifests)
                .map(template -> template.getMetadata().getLabels())
                .toList();
        Stream<Map<String, String>> selectors = Stream.of(
                        manifests.all(Service.class).stream()
                                .map(service -> service.getSpec().getSelector()),
                        manifests.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector().getMatchLabels()),
                        manifests.all(NetworkPolicy.class).stream()
                                .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()))
                .flatMap(selector -> selector);
        selectors.forEach(selector -> assertTrue(
                labels.stream().anyMatch(pod -> pod.entrySet().containsAll(selector.entrySet())), selector.toString()));
        assertEquals(
                names(),
                manifests.all(PodDisruptionBudget.class).stream()
                        .map(budget -> budget.getMetadata().getName())
                        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, DEV})
    void networkPolicies_openThePortsThatAreUsed(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        List<Integer> ports = ServiceCode.all().stream()
                .filter(code -> !code.name().equals(ServiceCode.GATEWAY))
                .map(ServiceCode::port)
                .sorted()
                .toList();
        NetworkPolicy services = manifests.one(NetworkPolicy.class, "services");
        NetworkPolicyPort open =
                services.getSpec().getIngress().get(0).getPorts().get(0);
        assertEquals(ports.get(0), open.getPort().getIntVal());
        assertEquals(ports.get(ports.size() - 1), open.getEndPort());
        NetworkPolicy gateway = manifests.one(NetworkPolicy.class, "gateway");
        assertEquals(
                ServiceCode.named(ServiceCode.GATEWAY).port(),
                gateway.getSpec()
                        .getIngress()
                        .get(0)
                        .getPorts()
                        .get(0)
                        .getPort()
                        .getIntVal());

        Map<String, String> settings = configMap(manifests, "settings");
        assertAll(
                () -> assertTrue(allows(services, port(settings.get("OTKLIK_KAFKA")))),
                () -> configMap(manifests, "databases")
                        .values()
                        .forEach(database ->
                                assertTrue(allows(services, port(database.substring(0, database.indexOf('/')))))),
                () -> assertTrue(allows(
                        manifests.one(NetworkPolicy.class, "mail"),
                        Integer.parseInt(settings.get("OTKLIK_SMTP_PORT")))));
    }

    @Test
    void ingress_leadsToTheGateway() throws Exception {
        var path = Manifests.built(BASE)
                .one(Ingress.class, "gateway")
                .getSpec()
                .getRules()
                .get(0)
                .getHttp()
                .getPaths()
                .get(0);
        assertEquals("/", path.getPath());
        assertEquals(ServiceCode.GATEWAY, path.getBackend().getService().getName());
        assertEquals("http", path.getBackend().getService().getPort().getName());
        assertEquals(List.of(), Manifests.built(DEV).all(Ingress.class));
    }

    private static Map<String, String> environment(Manifests manifests, ServiceCode code) {
        Container container = service(manifests, code);
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

    /** By its name without the hash of its content. */
    private static Map<String, String> configMap(Manifests manifests, String name) {
        return manifests.all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().startsWith(name + "-"))
                .findFirst()
                .orElseThrow()
                .getData();
    }

    private static boolean allows(NetworkPolicy policy, int port) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .anyMatch(open -> open.getPort().getIntVal() == port);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static Set<String> names() {
        return new TreeSet<>(ServiceCode.all().stream().map(ServiceCode::name).toList());
    }

    private static Map<String, Deployment> deployments(Manifests manifests) {
        return manifests.all(Deployment.class).stream()
                .filter(deployment -> !deployment.getMetadata().getName().equals("mailpit"))
                .collect(toMap(deployment -> deployment.getMetadata().getName(), deployment -> deployment));
    }

    private static Container service(Manifests manifests, ServiceCode code) {
        return deployments(manifests)
                .get(code.name())
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static List<Integer> ports(Container container) {
        return container.getPorts().stream()
                .map(port -> port.getContainerPort())
                .toList();
    }

    private static Stream<PodSpec> pods(Manifests manifests) {
        return templates(manifests).map(PodTemplateSpec::getSpec);
    }

    private static Stream<PodTemplateSpec> templates(Manifests manifests) {
        return Stream.of(
                        manifests.all(Deployment.class).stream()
                                .map(deployment -> deployment.getSpec().getTemplate()),
                        manifests.all(StatefulSet.class).stream()
                                .map(set -> set.getSpec().getTemplate()),
                        manifests.all(Job.class).stream()
                                .map(job -> job.getSpec().getTemplate()))
                .flatMap(template -> template);
    }
}
