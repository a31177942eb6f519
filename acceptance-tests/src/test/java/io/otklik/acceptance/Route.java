package io.otklik.acceptance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of access.md.
 *
 * @param path with names in braces that {@link Stage#filled} knows, without a slash at the end
 * @param statuses by the names of {@link Stage#names}
 */
record Route(String method, String path, String body, Map<String, Integer> statuses) {

    static Stream<Route> all() {
        return Table.rows("access.md").stream().map(Route::of);
    }

    private static Route of(Map<String, String> row) {
        return new Route(
                row.get("method"),
                row.get("path"),
                row.get("body"),
                Stage.names().stream().collect(Collectors.toMap(name -> name, name -> Integer.valueOf(row.get(name)))));
    }

    /** Whether a service answers it, to whomever. */
    boolean isServed() {
        return !path.startsWith("/q/")
                && !isSocket()
                && statuses.values().stream().anyMatch(status -> status != 404);
    }

    boolean isSocket() {
        return method.equals("WS");
    }

    /** Whether it reads a JSON body; what only does something has none in the table. */
    boolean takesBody() {
        return !body.isEmpty();
    }

    /** The path with all ids alike, whatever their names. */
    String shape() {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** Somebody who may. */
    String allowed() {
        return Stage.names().stream()
                .filter(name ->
                        !name.equals("blocked") && !List.of(401, 403, 404).contains(statuses.get(name)))
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
