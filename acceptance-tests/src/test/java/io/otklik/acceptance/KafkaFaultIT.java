package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kafka is killed, and held down: no write is refused, and afterwards everybody is told in order. */
@ExtendWith(Suite.class)
class KafkaFaultIT {

    private static final int ROUNDS = Integer.getInteger("otklik.faults.rounds", 2);
    private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("otklik.faults.hold", 60));
    private static final int WRITERS = 4;

    @Test
    void kafka_killed() {
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            for (int round = 0; round < ROUNDS; round++) {
                run.kill("kafka");
            }
            assertEquals(0, run.retries(), "writes were refused");
            run.end("Kafka killed, " + ROUNDS + " times");
        }
    }

    @Test
    void kafka_heldDown() {
        Suite suite = Suite.running();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            System.out.print(suite.command("stop", "kafka"));
            try {
                FaultRun.last(HELD);
                run.awaitWrites(WRITERS);
            } finally {
                System.out.print(suite.command("start", "kafka"));
            }
            assertEquals(0, run.retries(), "writes were refused");
            run.end("Kafka held down for " + HELD.toSeconds() + " s");
        }
    }
}
