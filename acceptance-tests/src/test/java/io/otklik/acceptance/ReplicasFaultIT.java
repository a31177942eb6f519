package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Of two replicas of each service each is killed, or restarted in turn, under load. */
class ReplicasFaultIT extends TwoReplicasTestBase {

    private static final int WRITERS = 4;

    @Test
    void replicas_eachKilledOnce() {
        try (FaultRun run = run(WRITERS)) {
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
        try (FaultRun run = run(WRITERS)) {
            run.start();
            System.out.print(Suite.running().command("restart", "--rolling"));
            run.awaitWrites(WRITERS);
            assertEquals(0, run.refused(), "answers of 503 during a rolling restart, upgrades among them");
            run.end("rolling restart of two replicas of each service");
        }
    }
}
