package io.otklik.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a service is given, beside what its code reads. */
record DeployedEnvironment(ServiceCode code, Map<String, String> variables) {
    private static final Map<String, String> ADDRESSES = Map.of(
            "OTKLIK_IDENTITY_URL", "identity-service",
            "OTKLIK_TICKET_URL", "ticket-service",
            "OTKLIK_NOTIFICATION_URL", "notification-service",
            "OTKLIK_ADMIN_URL", "admin-service");

    void check() {
        Set<String> unknown = new TreeSet<>(variables.keySet());
        unknown.removeAll(ServiceCode.allVariables());
        unknown.remove("OTKLIK_JAVA_OPTS"); // the image's
        assertEquals(Set.of(), unknown, code.name() + ": no code reads them");

        Set<String> missing = new TreeSet<>(code.mustBeSet());
        missing.removeAll(variables.keySet());
        assertEquals(Set.of(), missing, code.name() + " needs them");

        Set<String> leaked = new TreeSet<>(variables.keySet());
        leaked.removeIf(name -> !ServiceCode.isSecret(name) || code.variables().containsKey(name));
        assertEquals(Set.of(), leaked, code.name() + " has no use for these secrets");

        ADDRESSES.forEach((variable, service) -> {
            URI address = URI.create(variables.get(variable));
            assertEquals(service, address.getHost());
            assertEquals(ServiceCode.named(service).port(), address.getPort());
        });
        code.database()
                .ifPresent(name -> assertTrue(
                        variables.get("OTKLIK_DATABASE").endsWith("/" + name), variables.get("OTKLIK_DATABASE")));
    }
}
