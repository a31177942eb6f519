package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mail server is down, refuses, says nothing, and breaks off after DATA. */
@ExtendWith(Suite.class)
class MailFaultIT {

    private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("otklik.faults.hold", 60));
    private static final Duration REACHED = Duration.ofSeconds(60);
    private static final int WRITERS = 4;
    private static final int SOME = 5;

    private final MailDoor door = Suite.running().mailDoor();

    @Test
    void mail_followsLater() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            Set<String> members = run.broker().members("notification-service");
            door.set(MailDoor.State.SHUT);
            FaultRun.last(HELD);
            awaitTurnedAway(MailDoor.State.REFUSING);
            awaitTurnedAway(MailDoor.State.SILENT);
            int unheard = door.unheard();
            door.set(MailDoor.State.CUTTING);
            await().atMost(REACHED).until(() -> door.unheard() >= unheard + SOME);
            door.set(MailDoor.State.OPEN);
            assertEquals(members, run.broker().members("notification-service"), "Kafka rebalanced");
            assertEquals(0, run.retries(), "writes were refused");
            run.end("SMTP down for " + HELD.toSeconds() + " s, refusing, silent, cut after DATA");
        } finally {
            door.set(MailDoor.State.OPEN);
        }
    }

    private void awaitTurnedAway(MailDoor.State state) {
        int before = door.turnedAway();
        door.set(state);
        await().atMost(REACHED).until(() -> door.turnedAway() >= before + SOME);
    }
}
