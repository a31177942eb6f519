package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> OWN = Map.of("OTKLIK_ADMIN_PASSWORD", "Sunflower_77");
    private static final Map<String, String> WELL_KNOWN = Map.of("OTKLIK_ADMIN_PASSWORD", "Admin_12345");

    @TempDir
    Path folder;

    @Test
    void of_ownPasswordFromTheFirstStartOnOpensTheGateway() throws IOException {
        start(OWN, true);
        assertNull(host(Part.GATEWAY, OWN));
        assertFalse(welcome(OWN).contains("Admin_12345"));

        start(NOTHING, true);
        assertNull(host(Part.GATEWAY, NOTHING));
        assertFalse(welcome(NOTHING).contains("Admin_12345"));
    }

    @Test
    void of_ownPasswordAfterTheFirstStartOpensNothing() throws IOException {
        start(NOTHING, true);
        start(OWN, true);

        assertEquals("127.0.0.1", host(Part.GATEWAY, OWN));
        assertTrue(welcome(OWN).contains("admin / Admin_12345"));
    }

    @Test
    void of_wellKnownPasswordSetByHandIsNotAnOwnOne() throws IOException {
        start(WELL_KNOWN, true);

        assertEquals("127.0.0.1", host(Part.GATEWAY, WELL_KNOWN));
    }

    @Test
    void of_startThatFailedMayHaveMadeTheAdministratorOrNot() throws IOException {
        start(OWN, false);
        start(OWN, false);
        assertNull(host(Part.GATEWAY, OWN));

        start(NOTHING, false);
        start(OWN, true);
        assertEquals("127.0.0.1", host(Part.GATEWAY, OWN));
    }

    @Test
    void of_dataOlderThanTheNoteOpensNothing() throws IOException {
        data().create();
        Files.createDirectories(data().postgres());

        start(OWN, true);

        assertEquals("127.0.0.1", host(Part.GATEWAY, OWN));
    }

    @Test
    void of_addressGivenByHandIsTheGatewaysOnly() throws IOException {
        Map<String, String> everywhere = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0");
        start(everywhere, true);

        for (Part service : Part.SERVICES) {
            assertEquals(service == Part.GATEWAY ? "0.0.0.0" : "127.0.0.1", host(service, everywhere));
        }
    }

    @Test
    void of_everyServiceKnowsWhereTheOthersAre() {
        for (Part service : Part.SERVICES) {
            Map<String, String> told = told(service, NOTHING);
            assertEquals("http://localhost:8001", told.get("OTKLIK_IDENTITY_URL"));
            assertEquals("http://localhost:8002", told.get("OTKLIK_TICKET_URL"));
            assertEquals("http://localhost:8003", told.get("OTKLIK_NOTIFICATION_URL"));
            assertEquals("http://localhost:8004", told.get("OTKLIK_ADMIN_URL"));
        }
    }

    @Test
    void of_everyReplicaKnowsWhereAllReplicasAreAndSharesTheRest() {
        Map<String, String> twice = Map.of("OTKLIK_REPLICAS", "2");
        for (Part service : Part.SERVICES) {
            Map<String, String> told = told(service, twice);
            assertEquals("http://localhost:8001,http://localhost:8011", told.get("OTKLIK_IDENTITY_URL"));
            assertEquals("http://localhost:8002,http://localhost:8012", told.get("OTKLIK_TICKET_URL"));
            assertEquals("http://localhost:8003,http://localhost:8013", told.get("OTKLIK_NOTIFICATION_URL"));
            assertEquals("http://localhost:8004,http://localhost:8014", told.get("OTKLIK_ADMIN_URL"));
            assertEquals("http://localhost:8000", told.get("OTKLIK_PUBLIC_URL"));

            Part second = Part.titled(service.title() + "-2").orElseThrow();
            Map<String, String> moved = new HashMap<>(told);
            moved.put("OTKLIK_PORT", Integer.toString(Port.mainOf(second).usual()));
            assertEquals(moved, told(second, twice));
        }
    }

    @Test
    void of_whatTheContractsAreToldByHandReachesTheServices() {
        assertEquals("true", told(Part.IDENTITY_SERVICE, NOTHING).get("OTKLIK_DESK_OPEN_ROLES"));
        Map<String, String> byHand = Map.of("OTKLIK_DESK_OPEN_ROLES", "false", "OTKLIK_TELEGRAM_BOT_TOKEN", "7:secret");
        Map<String, String> told = told(Part.IDENTITY_SERVICE, byHand);
        assertEquals("false", told.get("OTKLIK_DESK_OPEN_ROLES"));
        assertEquals("7:secret", told.get("OTKLIK_TELEGRAM_BOT_TOKEN"));
    }

    /** What the launcher does about the password, and the database that is there afterwards. */
    private void start(Map<String, String> environment, boolean ready) throws IOException {
        data().create();
        PasswordNote note = new PasswordNote(data());
        note.take(environment);
        Files.createDirectories(data().postgres());
        if (ready) {
            note.settle();
        }
    }

    /** Null where it listens on all addresses. */
    private String host(Part service, Map<String, String> environment) {
        return told(service, environment).get("QUARKUS_HTTP_HOST");
    }

    /** What the service finds in its environment: the launcher's own, and what the launcher says. */
    private Map<String, String> told(Part service, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(new ServiceEnvironment(settings(environment), new Secrets("a", "b", "c")).of(service));
        return all;
    }

    private String welcome(Map<String, String> environment) {
        return new Welcome(settings(environment)).text();
    }

    private Settings settings(Map<String, String> environment) {
        return new Settings(folder, data(), Ports.of(environment), environment);
    }

    private DataFolder data() {
        return new DataFolder(folder.resolve("data"));
    }
}
