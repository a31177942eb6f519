package io.otklik.acceptance;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Identity is down, and the others are restarted meanwhile: tokens already out keep working. */
@ExtendWith(Suite.class)
class IdentityFaultIT {

    private static final int WRITERS = 4;

    @Test
    void identity_heldDownWhileTheOthersRestart() {
        Suite suite = Suite.running();
        try (FaultRun run = new FaultRun(WRITERS)) {
            run.start();
            System.out.print(suite.command("stop", "identity-service"));
            try {
                for (String service : List.of("ticket-service", "notification-service", "admin-service", "gateway")) {
                    run.kill(service);
                }
                run.agent().request().get("/api/admin/chats/").then().statusCode(200);
                run.owner().request().get("/api/v1/notifications/").then().statusCode(200);
            } finally {
                System.out.print(suite.command("start", "identity-service"));
            }
            run.end("identity down, the others restarted");
        }
    }
}
