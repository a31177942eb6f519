package io.otklik.ticket;

import static io.restassured.RestAssured.given;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the service says that it serves. */
final class ServedRoutes {

    private ServedRoutes() {}

    /** Method and path of each route at such paths. */
    static Set<String> at(Predicate<String> path) {
        Map<String, Map<String, Object>> paths = given().header("Accept", "application/json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("paths");
        return paths.entrySet().stream()
                .filter(served -> path.test(served.getKey()))
                .flatMap(served -> served.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + served.getKey()))
                .collect(Collectors.toSet());
    }
}
