package io.otklik.notification;

import static org.awaitility.Awaitility.await;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketFacts;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Prints how long an event takes from the producer to the socket. Not part of the build: -Dtest=LatencyProbe. */
@QuarkusTest
@WithTestResource(RealParts.class)
class LatencyProbe {

    @Test
    void event_toFrame() {
        Suite suite = Suite.get();
        PersonState owner = suite.person(Role.USER);
        PersonState agent = suite.person(Role.SUPPORT);
        TicketFacts ticket = TestTickets.ticket(owner, agent);
        int count = 1000;
        long[] nanos = new long[count];
        try (SocketClient client = SocketClient.connect("/ws/notifications/?token=" + suite.people.token(agent))) {
            for (int i = 0; i < count; i++) {
                int frames = i + 1;
                long begin = System.nanoTime();
                suite.tickets.send(TestTickets.comment(ticket, owner));
                await().pollInterval(Duration.ofMillis(1))
                        .until(() -> client.frames().size() >= frames);
                nanos[i] = client.lastFrame() - begin;
            }
        }
        long[] warm = Arrays.copyOfRange(nanos, count / 2, count);
        Arrays.sort(warm);
        System.out.printf(
                "produce to frame, us: p50 %d, p95 %d, p99 %d%n",
                warm[warm.length / 2] / 1000, warm[warm.length * 95 / 100] / 1000, warm[warm.length * 99 / 100] / 1000);
    }
}
