package io.otklik.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BareTest {

    @Test
    void port_thatSomebodyHasIsRefused() throws IOException {
        int port;
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = somebody.getLocalPort();
            assertEquals(
                    "Port " + port + " is taken, and the bare handler needs it",
                    assertThrows(BenchFailed.class, () -> Bare.mustBeFree(port)).getMessage());
        }
        Bare.mustBeFree(port);
    }
}
