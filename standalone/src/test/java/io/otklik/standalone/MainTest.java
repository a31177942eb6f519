package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void demo_needsARunningSuite() {
        assertEquals("The suite is not up. Start it first: ./otklik up -d", said(1, "demo"));
    }

    @Test
    void stop_unknownPartIsNotUnderstoodAndTheKnownOnesAreNamed() {
        String text = said(2, "stop", "postgresql");
        assertTrue(text.contains("there is no part 'postgresql'; the parts are identity-service, "), text);
    }

    @Test
    void restart_wantsAPartOrAllServices() {
        assertEquals("restart wants the name of a part, or --rolling", said(1, "restart"));
        assertEquals("restart wants the name of a part, or --rolling", said(1, "restart", "mail", "--rolling"));
    }

    @Test
    void status_jsonReadsBackAsItWasWritten() {
        List<PartStatus> statuses = List.of(
                new PartStatus(Part.GATEWAY, OptionalLong.of(17), 8000, PartState.READY),
                new PartStatus(Part.GATEWAY_2, OptionalLong.of(18), 8010, PartState.STARTING),
                new PartStatus(Part.KAFKA, OptionalLong.empty(), 19092, PartState.RESTARTING));

        String json = PartStatus.json(statuses);

        assertEquals("""
                [
                  {"name":"gateway","pid":17,"port":8000,"state":"ready"},
                  {"name":"gateway-2","pid":18,"port":8010,"state":"starting"},
                  {"name":"kafka","pid":null,"port":19092,"state":"restarting"}
                ]
                """, json);
        assertEquals(statuses, PartStatus.parse(json));
    }

    private static String said(int code, String... words) {
        PrintStream terminal = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(code, Main.commandLine().execute(words));
        } finally {
            System.setErr(terminal);
        }
        return said.toString(StandardCharsets.UTF_8).strip();
    }
}
