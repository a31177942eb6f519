package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What down and reset do when an up has waited for the launcher that they stop, and is faster than they are. */
class RunningSuiteTest {
    /** Told to end, it leaves its place to its successor. */
    private static final String LAUNCHER = "trap 'mv \"$1\" \"$2\"; exit' TERM; echo up; while :; do sleep 0.1; done";

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private DataFolder data;
    private RunningSuite suite;
    private LauncherLock successorsLock;
    private ProcessIdentity successor;
    private ProcessIdentity part;

    @BeforeEach
    void start() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        suite = new RunningSuite(new Settings(folder, data, Ports.of(Map.of()), Map.of()));
        successorsLock = LauncherLock.take(data, Duration.ZERO, () -> false).orElseThrow();
        Process next = sleeping();
        successor = ProcessIdentity.of(next.pid()).orElseThrow();
        // the system does so when a process ends
        next.onExit().thenRun(successorsLock::close);
        part = ProcessIdentity.of(sleeping().pid()).orElseThrow();
        data.pid(Part.MAIL).write(part);
        PidFile successorsPid = new PidFile(folder.resolve("successor.pid"));
        successorsPid.write(successor);
        Process launcher = started(
                "sh",
                "-c",
                LAUNCHER,
                "sh",
                successorsPid.path().toString(),
                data.launcherPid().path().toString());
        assertEquals('u', launcher.getInputStream().read());
        data.launcherPid().write(ProcessIdentity.of(launcher.pid()).orElseThrow());
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void statuses_areOfTheRunsPartsAndAfterItsLauncherWasKilledOfWhatIsLeft() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of("OTKLIK_REPLICAS", "2")));
        assertEquals(PartState.STARTING, board.stateOf(Part.GATEWAY_2));
        assertEquals(List.of(Part.values()), parts());

        data.launcherPid().delete();
        data.pid(Part.TICKET_SERVICE_2).write(part);
        assertTrue(parts().contains(Part.TICKET_SERVICE_2));
        assertFalse(parts().contains(Part.GATEWAY_2));
        assertEquals(PartState.ORPHANED, suite.stateOf(Part.TICKET_SERVICE_2));
    }

    @Test
    void part_thatTheRunIsWithout_cannotBeHeld() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        assertEquals(PartState.STARTING, board.stateOf(Part.TICKET_SERVICE));
        Hold hold = new Hold(suite.settings(), Part.TICKET_SERVICE_2);
        UserError error = assertThrows(UserError.class, hold::lay);
        assertEquals(
                "the suite runs without ticket-service-2; ./otklik down, then up --replicas 2", error.getMessage());
    }

    @Test
    void replicas_otherThanThoseThatRun_needADownFirst() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        assertEquals(PartState.STARTING, board.stateOf(Part.TICKET_SERVICE));
        suite.requireReplicas();
        askedFor("1").requireReplicas();
        UserError error = assertThrows(UserError.class, () -> askedFor("2").requireReplicas());
        assertEquals(
                "the suite does not run with 2 of each service; ./otklik down, then up --replicas 2",
                error.getMessage());
    }

    @Test
    void replicas_ofALauncherThatHasNotToldYet_areNotKnown() {
        suite.requireReplicas();
        UserError error = assertThrows(UserError.class, () -> askedFor("2").requireReplicas());
        assertEquals(
                "another ./otklik is starting or stopping the suite; try again when it is done", error.getMessage());
    }

    private RunningSuite askedFor(String replicas) {
        Map<String, String> environment = Map.of(Settings.REPLICAS, replicas);
        return new RunningSuite(new Settings(folder, data, Ports.of(environment), environment));
    }

    @Test
    void restart_thatEndsEarly_holdsNothing() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        assertEquals(PartState.STARTING, board.stateOf(Part.GATEWAY));
        Hold hold = new Hold(suite.settings(), Part.GATEWAY);
        Thread.currentThread().interrupt();
        UserError error = assertThrows(UserError.class, hold::layAndLift);
        assertTrue(Thread.interrupted());
        assertTrue(error.getMessage().startsWith("gateway is not stopped after "), error.getMessage());
        assertFalse(Files.exists(data.holdMarker(Part.GATEWAY)));
    }

    @Test
    void restart_leavesTheHoldThatIsLaidMeanwhile() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of()));
        assertEquals(PartState.STARTING, board.stateOf(Part.GATEWAY));
        Path marker = data.holdMarker(Part.GATEWAY);
        Thread restart = Thread.currentThread();
        Thread stop = new Thread(() -> {
            if (Deadline.in(Duration.ofSeconds(30)).reached(() -> Files.exists(marker))) {
                AtomicFile.write(marker, "");
            }
            restart.interrupt();
        });
        stop.start();
        Hold hold = new Hold(suite.settings(), Part.GATEWAY);
        assertThrows(UserError.class, hold::layAndLift);
        assertTrue(Thread.interrupted());
        assertTrue(Files.exists(marker));
    }

    @Test
    void rollingRestart_stopsNoneWhileOneIsDown() {
        StatusBoard board = new StatusBoard(data.states(), Ports.of(Map.of(Settings.REPLICAS, "2")));
        for (Part part : Part.values()) {
            board.show(part, PartState.READY, OptionalLong.empty());
        }
        board.show(Part.TICKET_SERVICE_2, PartState.STOPPED, OptionalLong.empty());
        // whoever goes on all the same need not wait for long
        Thread.currentThread().interrupt();
        UserError error = assertThrows(UserError.class, () -> RestartCommand.restartServices(suite));
        assertTrue(Thread.interrupted());
        assertEquals("ticket-service-2 is stopped; a rolling restart wants every service ready", error.getMessage());
    }

    private List<Part> parts() {
        return suite.statuses().stream().map(PartStatus::part).toList();
    }

    @Test
    void stop_leavesTheSuiteToTheUpThatWaited() {
        assertTrue(suite.stop());

        assertEquals(Optional.of(successor), suite.launcher());
        assertEquals(Optional.of(part), data.pid(Part.MAIL).alive());
    }

    @Test
    void reset_stopsTheUpThatWaitedBeforeItDeletes() {
        assertTrue(suite.reset());

        assertFalse(successor.alive());
        assertFalse(part.alive());
        assertFalse(Files.exists(data.root()));
    }

    private Process sleeping() throws IOException {
        return started("sleep", "60");
    }

    private Process started(String... words) throws IOException {
        Process process = new ProcessBuilder(words).start();
        started.add(process);
        return process;
    }
}
