package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was measured, as Markdown tables for people and as JSON for a later {@code --baseline}. */
final class Report {

    private static final String LINE = "| %-20s | %8s | %8s | %8s | %6s | %10s | %8s | %9s |\n";

    private final JsonObject settings;
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, Double> sizes = new LinkedHashMap<>();

    /** @param settings how it was measured */
    Report(JsonObject settings) {
        this.settings = settings;
    }

    static Report read(Path file) {
        try {
            JsonObject json = new JsonObject(Files.readString(file));
            Report report = new Report(json.getJsonObject("settings", new JsonObject()));
            JsonObject operations = json.getJsonObject("operations");
            operations.fieldNames().forEach(name -> report.add(Figure.of(name, operations.getJsonObject(name))));
            JsonObject sizes = json.getJsonObject("sizes");
            sizes.fieldNames().forEach(name -> report.size(name, sizes.getDouble(name)));
            return report;
        } catch (IOException none) {
            throw new BenchFailed("Cannot read " + file, none);
        }
    }

    void write(Path file) {
        JsonObject operations = new JsonObject();
        figures.forEach((name, figure) -> operations.put(name, figure.json()));
        JsonObject all = new JsonObject()
                .put("settings", settings)
                .put("operations", operations)
                .put("sizes", new JsonObject());
        sizes.forEach(all.getJsonObject("sizes")::put);
        try {
            Files.writeString(file, all.encodePrettily() + "\n");
        } catch (IOException full) {
            throw new BenchFailed("Cannot write " + file, full);
        }
    }

    /**
     * Fails when this was measured in another way than {@code now} says, which makes its figures no measure of a change.
     *
     * @param differing the settings that may be others
     */
    void mustBeMeasuredLike(JsonObject now, Set<String> differing) {
        String others = now.fieldNames().stream()
                .filter(name -> !differing.contains(name))
                .filter(name -> !now.getValue(name).equals(settings.getValue(name)))
                .map(name -> "%s was %s and is %s".formatted(name, settings.getValue(name), now.getValue(name)))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new BenchFailed("The baseline was measured otherwise: " + others);
        }
    }

    void add(Figure figure) {
        figures.put(figure.name(), figure);
    }

    /** The name says the unit. */
    void size(String name, double value) {
        sizes.put(name, value);
    }

    String tables(Optional<Report> baseline) {
        StringBuilder out = new StringBuilder();
        out.append(LINE.formatted(
                "operation", "rate/s", "p50 ms", "p99 ms", "errors", "× baseline", "Django/s", "× Django"));
        out.append(LINE.formatted("---", "--:", "--:", "--:", "--:", "--:", "--:", "--:"));
        figures.values().forEach(figure -> out.append(line(figure, baseline)));
        figures.values().stream()
                .filter(figure -> !figure.errors().isEmpty())
                .forEach(figure -> out.append("\nErrors of %s: %s\n".formatted(figure.name(), figure.errors())));
        if (!sizes.isEmpty()) {
            out.append("\n| size | value | × baseline |\n| --- | --: | --: |\n");
            sizes.forEach((name, value) -> out.append("| %s | %s | %s |\n"
                    .formatted(name, number(value), ratio(value, baseline.map(before -> before.sizes.get(name))))));
        }
        return out.append(work()).toString();
    }

    private static String line(Figure figure, Optional<Report> baseline) {
        Optional<Figure> before = baseline.map(report -> report.figures.get(figure.name()));
        Optional<Operation> reference = reference(figure.name());
        boolean rated = figure.rate() > 0;
        return LINE.formatted(
                figure.name(),
                rated ? number(figure.rate()) : "",
                figure.p50() > 0 ? number(figure.p50()) : "",
                figure.p50() > 0 ? number(figure.p99()) : "",
                figure.errors().values().stream().mapToLong(Long::longValue).sum(),
                rated ? ratio(figure.rate(), before.map(Figure::rate)) : ratio(figure.p50(), before.map(Figure::p50)),
                reference.map(django -> number(django.django())).orElse(""),
                reference
                        .map(django -> String.format(
                                Locale.ROOT, "%.1f of %.0f", figure.rate() / django.django(), django.times()))
                        .orElse(""));
    }

    private static Optional<Operation> reference(String name) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.title().equals(name) && operation.django() > 0)
                .findFirst();
    }

    /** Where the time goes: microseconds on a core for one request, by process. */
    private String work() {
        TreeSet<String> parts = figures.values().stream()
                .flatMap(figure -> figure.cpu().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (parts.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("\n| µs on a core for one | " + String.join(" | ", parts) + " |\n| ---");
        out.append(" | --:".repeat(parts.size())).append(" |\n");
        for (Figure figure : figures.values()) {
            if (!figure.cpu().isEmpty()) {
                out.append("| ")
                        .append(figure.name())
                        .append(parts.stream()
                                .map(part -> " | " + figure.cpu().getOrDefault(part, 0L))
                                .collect(Collectors.joining()))
                        .append(" |\n");
            }
        }
        return out.toString();
    }

    private static String ratio(double value, Optional<Double> before) {
        return before.filter(old -> old > 0)
                .map(old -> String.format(Locale.ROOT, "%.2f", value / old))
                .orElse("");
    }

    private static String number(double value) {
        return value >= 100 ? String.valueOf(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value);
    }
}
