package io.otklik.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of the acknowledged writes. Each comparison counts what had to be there and is, what is missing, and what is there
 * though it had not to be, or once too often.
 */
final class Verdict {

    private static final Path TABLE = Suite.running().root().resolve("acceptance-tests/target/faults.md");
    private static final String HEAD = """
            | fault | acknowledged | stored | notified | framed | mailed | second copies | lost | doubled | longest outage |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;
    private static final int SHOWN = 20;

    private final Set<String> findings = new TreeSet<>();
    private int acknowledged;
    private int stored;
    private int notified;
    private int framed;
    private int mailed;
    private int secondCopies;
    private int lost;
    private int doubled;
    private Duration longestOutage = Duration.ZERO;

    void acknowledged(int writes) {
        acknowledged += writes;
    }

    void outage(Duration outage) {
        longestOutage = outage.compareTo(longestOutage) > 0 ? outage : longestOutage;
    }

    void stored(List<String> expected, List<String> found) {
        stored += compare("stored", expected, found);
    }

    void notified(List<String> expected, List<String> found) {
        notified += compare("notified", expected, found);
    }

    void framed(List<String> expected, List<String> found) {
        framed += compare("framed", expected, found);
    }

    /** What has to be there besides the writes themselves: in a read model, in the ledger. */
    void held(String where, List<String> expected, List<String> found) {
        int unused = compare(where, expected, found);
    }

    /**
     * What arrived.
     *
     * @param copies of each mail of the ledger, by its {@code Message-ID}, how many there may be
     * @param arrived with second copies
     */
    void mailed(Map<String, Integer> copies, List<String> arrived) {
        List<String> allowed = new ArrayList<>();
        Map<String, Integer> there = counted(arrived);
        copies.forEach((id, most) -> {
            int second = Math.min(most, there.getOrDefault(id, 0)) - 1;
            for (int i = 0; i <= Math.max(0, second); i++) {
                allowed.add(id);
            }
            secondCopies += Math.max(0, second);
        });
        int unused = compare("mailed", allowed, arrived);
        Set<String> once = new HashSet<>(arrived);
        once.retainAll(copies.keySet());
        mailed += once.size();
    }

    /** Something besides the counts that must not have been. */
    void finding(String what) {
        findings.add(what);
    }

    /** How many are there that have to be. */
    private int compare(String what, List<String> expected, List<String> found) {
        Map<String, Integer> wanted = counted(expected);
        Map<String, Integer> there = counted(found);
        Set<String> all = new HashSet<>(wanted.keySet());
        all.addAll(there.keySet());
        int matched = 0;
        for (String each : all) {
            int must = wanted.getOrDefault(each, 0);
            int is = there.getOrDefault(each, 0);
            matched += Math.min(must, is);
            lost += Math.max(0, must - is);
            doubled += Math.max(0, is - must);
            if (must != is) {
                findings.add("%s: %s has to be there %d times and is %d times".formatted(what, each, must, is));
            }
        }
        return matched;
    }

    private static Map<String, Integer> counted(List<String> all) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(each -> counts.merge(each, 1, Integer::sum));
        return counts;
    }

    /** Prints the row of the table, keeps it for the report, and fails when anything was lost, doubled or found. */
    void give(String fault) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %.1f s |%n",
                fault,
                acknowledged,
                stored,
                notified,
                framed,
                mailed,
                secondCopies,
                lost,
                doubled,
                longestOutage.toMillis() / 1000.0);
        System.out.print(HEAD + row);
        try {
            if (!Files.exists(TABLE)) {
                Files.writeString(TABLE, HEAD);
            }
            Files.writeString(TABLE, row, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String said = String.join("\n", findings.stream().limit(SHOWN).toList());
        assertEquals(0, findings.size(), row + said);
    }
}
