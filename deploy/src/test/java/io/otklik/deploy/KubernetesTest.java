package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize makes of base and overlay runs what the code says, as it says. */
class KubernetesTest {
    private static final Set<String> HEALTH = Set.of("/q/health/live", "/q/health/ready");

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void services_haveThePortsOfTheCode(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        assertEquals(
                ServiceCode.names(),
                manifests.all(Deployment.class).stream()
                        .map(deployment -> deployment.getMetadata().getName())
                        .filter(name -> !name.equals("mailpit"))
                        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
        for (ServiceCode code : ServiceCode.all()) {
            Container container = manifests.container(code);
            assertEquals(List.of(code.port()), ports(container), code.name());
            assertEquals("http", container.getPorts().get(0).getName());
            Service service = manifests.one(Service.class, code.name());
            assertEquals(code.port(), service.getSpec().getPorts().get(0).getPort());
            assertEquals(
                    "http", service.getSpec().getPorts().get(0).getTargetPort().getStrVal());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void probes_askForHealth(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            Container container = manifests.container(code);
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
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void images_areOfThisVersionAndThoseOfCompose(String folder) throws Exception {
        Set<String> allowed = new TreeSet<>(Compose.read().images());
        ServiceCode.all()
                .forEach(code ->
                        assertTrue(allowed.contains("otklik/" + code.name() + ":" + Project.VERSION), code.name()));
        Manifests.built(folder)
                .pods()
                .flatMap(pod -> pod.getContainers().stream())
                .forEach(container -> assertTrue(allowed.contains(container.getImage()), container.getImage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV, "deploy/topics"})
    void pods_areRestricted(String folder) throws Exception {
        Manifests.built(folder).pods().forEach(pod -> {
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
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void services_runOnAReadOnlyRootAndStopInTime(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        for (ServiceCode code : ServiceCode.all()) {
            PodSpec pod = manifests.pod(code);
            Container container = manifests.container(code);
            assertEquals(true, container.getSecurityContext().getReadOnlyRootFilesystem());
            assertTrue(container.getVolumeMounts().stream()
                    .anyMatch(mount -> mount.getMountPath().equals("/tmp")));
            long pause = Long.parseLong(
                    container.getLifecycle().getPreStop().getExec().getCommand().get(1));
            assertTrue(pod.getTerminationGracePeriodSeconds() > pause + ShutdownTime.seconds(code));
        }
    }

    private static List<Integer> ports(Container container) {
        return container.getPorts().stream()
                .map(port -> port.getContainerPort())
                .toList();
    }
}
