package io.otklik.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    private Path folder;

    @Test
    void tables_compareWithBaselineAndReferenceAndNameErrors() {
        Report before = new Report(new JsonObject());
        before.add(new Figure("me", 500, 4, 8, Map.of(), Map.of()));
        before.add(new Figure("frame-to-owner", 0, 20, 40, Map.of(), Map.of()));
        before.size("MiB of gateway", 100);
        before.write(folder.resolve("before.json"));

        Report report = new Report(new JsonObject());
        report.add(new Figure("me", 1810, 2.25, 8.5, Map.of("HTTP 503", 3L), Map.of("gateway", 120L)));
        report.add(new Figure("frame-to-owner", 0, 5, 10, Map.of(), Map.of()));
        report.size("MiB of gateway", 120);

        assertEquals("""
                | operation            |   rate/s |   p50 ms |   p99 ms | errors | × baseline | Django/s |  × Django |
                | ---                  |      --: |      --: |      --: |    --: |        --: |      --: |       --: |
                | me                   |     1810 |      2.3 |      8.5 |      3 |       3.62 |      905 |  2.0 of 3 |
                | frame-to-owner       |          |      5.0 |     10.0 |      0 |       0.25 |          |           |

                Errors of me: {HTTP 503=3}

                | size | value | × baseline |
                | --- | --: | --: |
                | MiB of gateway | 120 | 1.20 |

                | µs on a core for one | gateway |
                | --- | --: |
                | me | 120 |
                """, report.tables(Optional.of(Report.read(folder.resolve("before.json")))));
    }

    @Test
    void baseline_ofOtherSettingsIsRefused_unlessTheyMayDiffer() {
        JsonObject settings =
                new JsonObject().put("tickets", 20_000).put("rate", 20.0).put("jdk", "17");
        new Report(settings.copy().put("commit", "abc")).write(folder.resolve("before.json"));
        Report before = Report.read(folder.resolve("before.json"));
        JsonObject million = settings.copy().put("tickets", 1_000_000).put("jdk", "25");

        before.mustBeMeasuredLike(settings, Set.of());
        before.mustBeMeasuredLike(million, Set.of("tickets", "jdk"));
        assertEquals(
                "The baseline was measured otherwise: tickets was 20000 and is 1000000, jdk was 17 and is 25",
                assertThrows(BenchFailed.class, () -> before.mustBeMeasuredLike(million, Set.of()))
                        .getMessage());
    }

    @Test
    void baseline_thatSaysNotHowItWasMeasuredIsRefused() throws IOException {
        Files.writeString(folder.resolve("old.json"), "{\"operations\": {}, \"sizes\": {}}");
        Report old = Report.read(folder.resolve("old.json"));
        assertEquals(
                "The baseline was measured otherwise: jdk was null and is 17",
                assertThrows(
                                BenchFailed.class,
                                () -> old.mustBeMeasuredLike(new JsonObject().put("jdk", "17"), Set.of()))
                        .getMessage());
    }
}
