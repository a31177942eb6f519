package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
    @Test
    void replay_tellsHowMany() throws IOException {
        assertEquals(
                new ReplayCommand.Outcome(true, List.of("admin-service: 2 dead letters applied, 0 remain.")),
                replay("{\"applied\":2,\"kept\":[]}"));
    }

    @Test
    void replay_namesWhatRemains() throws IOException {
        assertEquals(
                new ReplayCommand.Outcome(
                        false,
                        List.of(
                                "admin-service cannot apply otklik.tickets-3-17: SQLSTATE 22001",
                                "admin-service: 0 dead letters applied, 1 remain.")),
                replay("{\"applied\":0,\"kept\":[\"otklik.tickets-3-17: SQLSTATE 22001\"]}"));
    }

    private static ReplayCommand.Outcome replay(String answer) throws IOException {
        try (InternalApi admin = new InternalApi(answer)) {
            return ReplayCommand.replay(admin.call(Part.ADMIN_SERVICE), "/internal/replay");
        }
    }
}
