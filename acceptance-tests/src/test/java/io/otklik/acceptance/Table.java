package io.otklik.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A table of a Markdown file among the tests' resources: its rows by the names of the columns. */
final class Table {

    private Table() {}

    /** The rows of all tables of the file, which must all have the same columns. */
    static List<Map<String, String>> rows(String file) {
        List<List<String>> lines = text(file)
                .lines()
                .filter(line -> line.startsWith("|"))
                .map(Table::cells)
                .toList();
        List<String> columns = lines.get(0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> cells : lines) {
            if (!cells.equals(columns) && !cells.get(0).startsWith("---")) {
                rows.add(row(columns, cells));
            }
        }
        return rows;
    }

    private static Map<String, String> row(List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("Not as many cells as columns: " + cells);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row;
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.lastIndexOf('|'));
        return Stream.of(inner.split("\\|", -1)).map(String::strip).toList();
    }

    private static String text(String file) {
        try (InputStream content = Objects.requireNonNull(Table.class.getResourceAsStream(file), file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
