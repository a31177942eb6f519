package io.otklik.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** A port for each service; the tests start and stop {@link TestService}s there. */
public class ServicePorts implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> addresses = new HashMap<>();
        for (String service : new String[] {"identity", "ticket", "notification", "admin"}) {
            addresses.put("otklik.gateway.services." + service, "http://localhost:" + freePort());
        }
        addresses.put("otklik.gateway.answer-timeout", "PT1.5S");
        addresses.put("otklik.gateway.body-grace", "PT4S");
        addresses.put("otklik.gateway.limits.state", "off");
        addresses.put("otklik.gateway.allowed-origins", "https://desk.example.com");
        return addresses;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void stop() {
        // Nothing is running.
    }
}
