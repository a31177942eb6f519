package io.otklik.acceptance;

import org.junit.jupiter.api.Test;

/** The short form of {@link ReplicasFaultIT}: of two replicas of each service one is taken away, with one writer going on. */
class KilledReplicaIT extends TwoReplicasTestBase {

    @Test
    void replicas_oneOfTwoAway() {
        try (FaultRun run = run(1)) {
            run.start();
            KilledServicesIT.SERVICES.forEach(run::without);
            run.killOneOfTwo("ticket-service");
            run.end("one of two replicas of each service held down, one killed");
        }
    }
}
