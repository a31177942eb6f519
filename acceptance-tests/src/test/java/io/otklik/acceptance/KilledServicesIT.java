package io.otklik.acceptance;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The short form of {@link KillFaultIT}: each service is killed once, with one writer going on. */
@ExtendWith(Suite.class)
class KilledServicesIT {

    static final List<String> SERVICES =
            List.of("identity-service", "ticket-service", "notification-service", "admin-service", "gateway");

    @Test
    void services_killedInTurn() {
        try (FaultRun run = new FaultRun(1)) {
            run.start();
            SERVICES.forEach(run::kill);
            run.end("each service killed once");
        }
    }
}
