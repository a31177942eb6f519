package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In base and overlay everything finds what it calls, and may call it. */
class KubernetesNetworkTest {
    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
    void everySelector_findsPods(String folder) throws Exception {
        Manifests manifests = Manifests.built(folder);
        List<Map<String, String>> labels = manifests
                .templates()
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
                ServiceCode.names(),
                manifests.all(PodDisruptionBudget.class).stream()
                        .map(budget -> budget.getMetadata().getName())
                        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
    }

    @ParameterizedTest
    @ValueSource(strings = {Manifests.BASE, Manifests.DEV})
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

        Map<String, String> settings = manifests.configMap("settings");
        assertAll(
                () -> assertTrue(allows(services, port(settings.get("OTKLIK_KAFKA")))),
                () -> manifests
                        .configMap("databases")
                        .values()
                        .forEach(database ->
                                assertTrue(allows(services, port(database.substring(0, database.indexOf('/')))))),
                () -> assertTrue(allows(
                        manifests.one(NetworkPolicy.class, "mail"),
                        Integer.parseInt(settings.get("OTKLIK_SMTP_PORT")))));
    }

    @Test
    void ingress_leadsToTheGateway() throws Exception {
        var path = Manifests.built(Manifests.BASE)
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
        assertEquals(List.of(), Manifests.built(Manifests.DEV).all(Ingress.class));
    }

    private static boolean allows(NetworkPolicy policy, int port) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .anyMatch(open -> open.getPort().getIntVal() == port);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
