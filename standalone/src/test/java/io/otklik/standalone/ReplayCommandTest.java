package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayCommandTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void replay_tellsHowMany() throws IOException {
        try (InternalApi admin = new InternalApi("{\"applied\":2,\"kept\":[],\"next\":null}")) {
            assertTrue(replay(null, admin.call(Part.ADMIN_SERVICE)));
        }
        assertEquals(List.of("admin-service: 2 dead letters applied, 0 remain."), told);
    }

    @Test
    void replay_goesOnUntilThereIsNoMoreAndNamesWhatRemains() throws IOException {
        try (InternalApi admin = new InternalApi(
                "{\"applied\":499,\"kept\":[\"otklik.tickets-3-17: SQLSTATE 22001\"],\"next\":\"otklik.tickets-3-900\"}",
                "{\"applied\":3,\"kept\":[]}")) {
            assertFalse(replay("otklik.tickets", admin.call(Part.ADMIN_SERVICE)));
            assertEquals(
                    List.of(
                            "POST /internal/replay?topic=otklik.tickets&",
                            "POST /internal/replay?topic=otklik.tickets&after=otklik.tickets-3-900"),
                    admin.asked());
        }
        assertEquals(
                List.of(
                        "admin-service cannot apply otklik.tickets-3-17: SQLSTATE 22001",
                        "admin-service: 502 dead letters applied, 1 remain."),
                told);
    }

    @Test
    void replay_asksTheNextServiceAfterOneThatFails() throws IOException {
        try (InternalApi broken = new InternalApi();
                InternalApi admin = new InternalApi("{\"applied\":1,\"kept\":[]}")) {
            assertFalse(replay(null, broken.call(Part.NOTIFICATION_SERVICE), admin.call(Part.ADMIN_SERVICE)));
        }
        assertEquals(
                List.of(
                        "notification-service answered 500; see ./otklik logs notification-service",
                        "admin-service: 1 dead letters applied, 0 remain."),
                told);
    }

    @Test
    void replay_thatFailsOnTheWay_tellsHowManyBefore() throws IOException {
        try (InternalApi broken = new InternalApi(
                "{\"applied\":499,\"kept\":[\"otklik.tickets-3-17: SQLSTATE 22001\"],\"next\":\"otklik.tickets-3-900\"}")) {
            assertFalse(replay(null, broken.call(Part.ADMIN_SERVICE)));
        }
        assertEquals(
                List.of(
                        "admin-service cannot apply otklik.tickets-3-17: SQLSTATE 22001",
                        "admin-service: at least 499 dead letters applied, 1 not, before a call failed.",
                        "admin-service answered 500; see ./otklik logs admin-service"),
                told);
    }

    private boolean replay(String topic, InternalCall... services) {
        return ReplayCommand.replay(List.of(services), topic, told::add);
    }
}
