package io.otklik.acceptance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of every service on one machine, behind two gateways between which clients choose. */
@ExtendWith(Suite.class)
abstract class TwoReplicasTestBase {

    @BeforeAll
    static void two() {
        Suite.running().replicas(2);
    }

    @AfterAll
    static void one() {
        Suite.running().replicas(1);
    }

    /** With so many writers. */
    static FaultRun run(int writers) {
        return new FaultRun(writers, Suite.running().gateways());
    }
}
