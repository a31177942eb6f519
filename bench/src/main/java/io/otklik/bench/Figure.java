package io.otklik.bench;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the table.
 *
 * @param rate successes a second, at full load; 0 where only latency is measured
 * @param p50 milliseconds; 0 where none is measured
 * @param p99 milliseconds
 * @param errors how many of which kind, full load and latency together
 * @param cpu microseconds on a core for one success, by process
 */
record Figure(String name, double rate, double p50, double p99, Map<String, Long> errors, Map<String, Long> cpu) {

    static Figure of(String name, JsonObject json) {
        return new Figure(
                name,
                json.getDouble("rate"),
                json.getDouble("p50_ms"),
                json.getDouble("p99_ms"),
                numbers(json.getJsonObject("errors")),
                numbers(json.getJsonObject("cpu_us")));
    }

    private static Map<String, Long> numbers(JsonObject json) {
        Map<String, Long> numbers = new TreeMap<>();
        json.forEach(field -> numbers.put(field.getKey(), ((Number) field.getValue()).longValue()));
        return numbers;
    }

    JsonObject json() {
        JsonObject kinds = new JsonObject();
        errors.forEach(kinds::put);
        JsonObject work = new JsonObject();
        cpu.forEach(work::put);
        return new JsonObject()
                .put("rate", rate)
                .put("p50_ms", p50)
                .put("p99_ms", p99)
                .put("errors", kinds)
                .put("cpu_us", work);
    }
}
