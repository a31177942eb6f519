package io.otklik.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A port for each service, or more of them; the tests start and stop {@link TestService}s there. */
public class ServicePorts implements QuarkusTestResourceLifecycleManager {

    /** How many ports a service has. */
    static final String REPLICAS = "replicas";

    private int replicas = 1;

    @Override
    public void init(Map<String, String> arguments) {
        replicas = Integer.parseInt(arguments.getOrDefault(REPLICAS, "1"));
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> addresses = new HashMap<>();
        for (String service : new String[] {"identity", "ticket", "notification", "admin"}) {
            addresses.put("otklik.gateway.services." + service, urls());
        }
        addresses.put("otklik.gateway.answer-timeout", "PT1.5S");
        addresses.put("otklik.gateway.body-grace", "PT4S");
        addresses.put("otklik.gateway.limits.state", "off");
        addresses.put("otklik.gateway.allowed-origins", "https://desk.example.com");
        return addresses;
    }

    private String urls() {
        return Stream.generate(() -> "http://localhost:" + freePort())
                .limit(replicas)
                .collect(Collectors.joining(","));
    }

    /** Below those that the system gives to outgoing connections: nobody takes it while its service is stopped. */
    private static int freePort() {
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // the next one
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }
    }

    @Override
    public void stop() {
        // Nothing is running.
    }
}
