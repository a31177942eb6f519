package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void of_emptyEnvironmentGivesTheUsualPorts() {
        Ports ports = Ports.of(Map.of());

        assertEquals(8000, ports.of(Part.GATEWAY));
        assertEquals(15432, ports.of(Part.POSTGRES));
        assertEquals(3025, ports.of(Part.MAIL));
    }

    @Test
    void of_whatIsNoPortIsRefused() {
        for (String text : new String[] {"http", "0", "65536", "-1"}) {
            UserError error = assertThrows(UserError.class, () -> Ports.of(Map.of("OTKLIK_TICKET_PORT", text)));
            assertEquals("OTKLIK_TICKET_PORT=" + text + " is not a port", error.getMessage());
        }
    }

    @Test
    void of_onePortForTwoPartsIsRefused() {
        UserError error = assertThrows(UserError.class, () -> Ports.of(Map.of("OTKLIK_ADMIN_PORT", "8000")));

        assertEquals(
                "port 8000 is given to both gateway (OTKLIK_GATEWAY_PORT) and admin-service (OTKLIK_ADMIN_PORT)",
                error.getMessage());
    }

    @Test
    void of_secondReplicasHavePortsOfTheirOwnAndOthersMayHaveThoseOfReplicasThatDoNotRun() {
        Map<String, String> moved = Map.of("OTKLIK_ADMIN_2_PORT", "9014", "OTKLIK_ADMIN_PORT", "8012");

        Ports ports = Ports.of(moved);
        assertEquals(8012, ports.of(Part.ADMIN_SERVICE));
        assertFalse(ports.parts().contains(Part.TICKET_SERVICE_2));

        Map<String, String> twice = new HashMap<>(moved);
        twice.put("OTKLIK_REPLICAS", "2");
        UserError error = assertThrows(UserError.class, () -> Ports.of(twice));
        assertEquals(
                "port 8012 is given to both admin-service (OTKLIK_ADMIN_PORT) and ticket-service-2 (OTKLIK_TICKET_2_PORT)",
                error.getMessage());

        twice.remove("OTKLIK_ADMIN_PORT");
        Ports two = Ports.of(twice);
        assertEquals(List.of(Part.values()), two.parts());
        assertEquals(8010, two.of(Part.GATEWAY_2));
        assertEquals(9014, two.of(Part.ADMIN_SERVICE_2));
    }

    @Test
    void of_numberOfReplicasThatIsNotTaken() {
        for (String text : new String[] {"0", "3", "two"}) {
            UserError error = assertThrows(UserError.class, () -> Ports.of(Map.of("OTKLIK_REPLICAS", text)));
            assertEquals("there may be 1 or 2 replicas of each service, not " + text, error.getMessage());
        }
    }

    @Test
    void of_aForeignMailServersPortIsNotOurs() {
        Ports ports = Ports.of(Map.of("OTKLIK_SMTP_HOST", "smtp.example.com", "OTKLIK_SMTP_PORT", "587"));

        assertEquals(3025, ports.of(Port.SMTP));
    }

    @Test
    void requireFree_takenPortIsNamedWithItsPartAndVariable() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0)) {
            Ports ports = freeBut(Port.TICKET, stranger.getLocalPort());

            UserError error = assertThrows(UserError.class, ports::requireFree);

            assertEquals(
                    "port %d is taken by another program; ticket-service needs it, OTKLIK_TICKET_PORT=<port> moves it"
                            .formatted(stranger.getLocalPort()),
                    error.getMessage());
        }
    }

    @Test
    void requireFree_freePortsPass() throws IOException {
        Ports ports = freeBut(Port.TICKET, free());
        assertDoesNotThrow(ports::requireFree);
    }

    private static Ports freeBut(Port port, int number) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Set<Integer> numbers = new HashSet<>(Set.of(number));
        for (Port other : Port.values()) {
            int candidate = free();
            while (!numbers.add(candidate)) {
                candidate = free();
            }
            environment.put(other.variable(), Integer.toString(candidate));
        }
        environment.put(port.variable(), Integer.toString(number));
        return Ports.of(environment);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
