package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of every service on one machine, behind two gateways between which clients choose. */
@ExtendWith(Suite.class)
class ReplicasFaultIT {

    private static final int WRITERS = 4;

    @BeforeAll
    static void two() {
        Suite.running().replicas(2);
    }

    @AfterAll
    static void one() {
        Suite.running().replicas(1);
    }

    @Test
    void replicas_eachKilledOnce() {
        try (FaultRun run = new FaultRun(WRITERS, Suite.running().gateways())) {
            run.start();
            for (String service : KilledServicesIT.SERVICES) {
                run.killOneOfTwo(service);
                run.killOneOfTwo(service + "-2");
            }
            run.end("two replicas of each service, each killed once");
        }
    }

    @Test
    void replicas_restartedInTurn() {
        try (FaultRun run = new FaultRun(WRITERS, Suite.running().gateways())) {
            run.start();
            System.out.print(Suite.running().command("restart", "--rolling"));
            run.awaitWrites(WRITERS);
            assertEquals(0, run.refused(), "answers of 503 during a rolling restart, upgrades among them");
            run.end("rolling restart of two replicas of each service");
        }
    }
}
