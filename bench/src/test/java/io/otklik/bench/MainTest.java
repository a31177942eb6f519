package io.otklik.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1:8000", "http://no-such-host.invalid", "//", "localhost"})
    void url_ofAnotherMachineIsRefused(String url) {
        assertEquals(2, bench("--url", url));
        assertTrue(said.toString().contains("--anywhere"), said.toString());
    }

    @Test
    void active_areNoMoreThanThereArePeople() {
        assertEquals(2, bench("--people", "10", "--active", "11"));
        assertTrue(said.toString().contains("there are only 10"), said.toString());
    }

    @Test
    void help_namesAllThatCanBeMeasured() {
        String[] footer = Main.commandLine().getCommandSpec().usageMessage().footer();
        String list = String.join(" ", footer).replaceAll("(?s).*in this order: (.*?)\\..*", "$1");
        assertEquals(Run.MEASURABLE, new TreeSet<>(List.of(list.split(", ", -1))));
    }

    @Test
    void baseline_isReadBeforeAnythingIsLoaded() {
        Path missing = folder.resolve("before.json");
        assertEquals(1, bench("--baseline", missing.toString()));
        assertEquals("Cannot read " + missing, said.toString().strip());
    }

    private int bench(String... arguments) {
        CommandLine bench = Main.commandLine();
        bench.setErr(new PrintWriter(said, true));
        return bench.execute(arguments);
    }
}
