package io.otklik.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The mail server is down, refuses, says nothing, is slow, and breaks off after DATA. */
@ExtendWith(Suite.class)
class MailFaultIT {

    private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("otklik.faults.hold", 60));
    private static final Duration REACHED = Duration.ofSeconds(60);
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final String NOTIFICATION = "notification-service";
    private static final int WRITERS = 4;
    private static final int SOME = 5;

    private final MailDoor door = Suite.running().mailDoor();

    @Test
    void mail_followsLater() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            Set<String> members = run.broker().members(NOTIFICATION);
            door.set(MailDoor.State.SHUT);
            FaultRun.last(HELD);
            harmsNobodyElse(run, MailDoor.State.SHUT, door::turnedAway);
            harmsNobodyElse(run, MailDoor.State.REFUSING, door::turnedAway);
            harmsNobodyElse(run, MailDoor.State.SILENT, door::turnedAway);
            harmsNobodyElse(run, MailDoor.State.SLOW, door::late);
            harmsNobodyElse(run, MailDoor.State.CUTTING, door::unheard);
            door.set(MailDoor.State.OPEN);
            assertEquals(members, run.broker().members(NOTIFICATION), "Kafka rebalanced");
            assertEquals(0, run.retries(), "writes were refused");
            run.end("SMTP down for " + HELD.toSeconds() + " s, refusing, silent, slow, cut after DATA");
        } finally {
            door.set(MailDoor.State.OPEN);
        }
    }

    /** When the door has done so to some: notifications come all the same, and the offsets of their events are committed. */
    private void harmsNobodyElse(FaultRun run, MailDoor.State state, IntSupplier done) {
        int before = done.getAsInt();
        door.set(state);
        await().atMost(REACHED).until(() -> done.getAsInt() >= before + SOME);
        Duration told = run.tells("Почта: " + state);
        assertTrue(told.compareTo(TOLD) < 0, () -> state + ": notifications took " + told);
        Map<TopicPartition, Long> ends = run.broker().ends(Broker.TICKETS);
        await().alias(state + ": offsets").atMost(REACHED).ignoreExceptions().until(() -> {
            Map<TopicPartition, Long> applied = run.broker().applied(NOTIFICATION);
            return ends.entrySet().stream().allMatch(end -> applied.getOrDefault(end.getKey(), 0L) >= end.getValue());
        });
    }
}
