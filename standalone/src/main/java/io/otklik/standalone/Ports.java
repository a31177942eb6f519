package io.otklik.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The port numbers of one run, every one of them different where its part is one of the run's. */
record Ports(Map<Port, Integer> numbers, List<Part> parts) {
    /** Fails with a {@link UserError} on anything that is not a port, and on one number given twice. */
    static Ports of(Map<String, String> environment) {
        List<Part> parts = Settings.partsOf(environment);
        Map<Port, Integer> numbers = new EnumMap<>(Port.class);
        Map<Integer, Port> owners = new HashMap<>();
        for (Port port : Port.values()) {
            int number = number(port, environment.get(variableOf(port, environment)));
            Port owner = parts.contains(port.part()) ? owners.putIfAbsent(number, port) : null;
            if (owner != null) {
                throw new UserError("port %d is given to both %s (%s) and %s (%s)"
                        .formatted(
                                number,
                                owner.part().title(),
                                owner.variable(),
                                port.part().title(),
                                port.variable()));
            }
            numbers.put(port, number);
        }
        return new Ports(numbers, parts);
    }

    int of(Port port) {
        return numbers.get(port);
    }

    int of(Part part) {
        return of(Port.mainOf(part));
    }

    /** Fails with a {@link UserError} that names every port somebody else listens on. */
    void requireFree() {
        List<String> taken = new ArrayList<>();
        numbers.forEach((port, number) -> {
            if (parts.contains(port.part()) && !free(port, number)) {
                taken.add("port %d is taken by another program; %s needs it, %s=<port> moves it"
                        .formatted(number, port.part().title(), port.variable()));
            }
        });
        if (!taken.isEmpty()) {
            throw new UserError(String.join("\n", taken));
        }
    }

    /** OTKLIK_SMTP_PORT belongs to the server that OTKLIK_SMTP_HOST names, where a person has named his own. */
    private static String variableOf(Port port, Map<String, String> environment) {
        boolean foreign = port == Port.SMTP && environment.containsKey("OTKLIK_SMTP_HOST");
        return foreign ? "" : port.variable();
    }

    private static int number(Port port, String text) {
        if (text == null || text.isBlank()) {
            return port.usual();
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number > 0 && number < 65536) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below, like a number out of range
        }
        throw new UserError("%s=%s is not a port".formatted(port.variable(), text));
    }

    /** The services listen on every address, the rest on the local one only. */
    private static boolean free(Port port, int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(
                    port.part().isService()
                            ? new InetSocketAddress(number)
                            : new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
