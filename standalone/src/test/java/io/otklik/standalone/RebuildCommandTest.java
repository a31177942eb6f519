package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    @Test
    void rebuild_sendsTheCredentialAndTellsWhatWasRead() throws IOException {
        try (InternalApi admin = new InternalApi("{\"events\":17}")) {
            assertEquals("Rebuilt from 17 events.", RebuildCommand.rebuild(admin.call(Part.ADMIN_SERVICE)));
            assertEquals(List.of("POST /internal/rebuild"), admin.asked());
            InternalCall wrong = new InternalCall(List.of(admin.of(Part.ADMIN_SERVICE)), "wrong");
            UserError refused = assertThrows(UserError.class, () -> RebuildCommand.rebuild(wrong));
            assertEquals("admin-service answered 401; see ./otklik logs admin-service", refused.getMessage());
        }
    }

    @Test
    void rebuild_isAskedForOnceThoughTheConnectionBreaks() throws IOException {
        try (InternalApi admin = new InternalApi(InternalApi.BREAK, "{\"events\":17}")) {
            InternalCall call = admin.call(Part.ADMIN_SERVICE);
            UserError failed = assertThrows(UserError.class, () -> RebuildCommand.rebuild(call));
            assertTrue(
                    failed.getMessage().startsWith("admin-service broke off without an answer"), failed.getMessage());
            assertEquals(List.of("POST /internal/rebuild"), admin.asked());
        }
    }

    @Test
    void rebuild_goesToTheReplicaThatTakesTheConnection() throws IOException {
        PartStatus held = InternalApi.away(Part.ADMIN_SERVICE);
        try (InternalApi second = new InternalApi("{\"events\":17}")) {
            InternalCall call = new InternalCall(List.of(held, second.of(Part.ADMIN_SERVICE_2)), InternalApi.TOKEN);
            assertEquals("Rebuilt from 17 events.", RebuildCommand.rebuild(call));
            UserError failed = assertThrows(UserError.class, () -> RebuildCommand.rebuild(call));
            assertEquals("admin-service-2 answered 500; see ./otklik logs admin-service-2", failed.getMessage());
        }
        UserError away = assertThrows(
                UserError.class, () -> RebuildCommand.rebuild(new InternalCall(List.of(held), InternalApi.TOKEN)));
        assertEquals("admin-service takes no connections", away.getMessage());
    }
}
