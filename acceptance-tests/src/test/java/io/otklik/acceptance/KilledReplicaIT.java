package io.otklik.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@link ReplicasFaultIT}: of two replicas of each service one is taken away, with one writer going on. */
@ExtendWith(Suite.class)
class KilledReplicaIT {

    @BeforeAll
    static void two() {
        Suite.running().replicas(2);
    }

    @AfterAll
    static void one() {
        Suite.running().replicas(1);
    }

    @Test
    void replicas_oneOfTwoAway() {
        try (FaultRun run = new FaultRun(1, Suite.running().gateways())) {
            run.start();
            KilledServicesIT.SERVICES.forEach(run::without);
            run.killOneOfTwo("ticket-service");
            run.end("one of two replicas of each service held down, one killed");
        }
    }
}
