package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.anyOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks bad-input.md, and every route of access.md with what is wrong everywhere. Nothing of it leaves a trace. */
@ExtendWith(Suite.class)
class BadInputIT {

    private static final List<String> IMPOSSIBLE = List.of(
            "abc", "0", "-1", "1.5", "99999999999999999999", "987654321", "01900000-0000-7000-8000-000000000000");
    private static final Pattern ID = Pattern.compile("\\{[^}]*}");
    private static final Pattern WORD = Pattern.compile("«(\\d+)»");

    private static Stage stage;

    private static Map<String, String> before;

    @BeforeAll
    static void setStage() {
        stage = Stage.set();
        before = everything();
    }

    @AfterEach
    void nothingHasChanged() {
        assertEquals(before, everything());
    }

    static Stream<BadRequest> badRequests() {
        return Table.rows("bad-input.md").stream().map(BadRequest::new);
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void request_isRefused(BadRequest request) {
        String categories = count("admin /api/v1/tickets/categories/");
        RequestSpecification sent = stage.as(request.cell("as"));
        if (!request.cell("body").isEmpty()) {
            sent = sent.contentType(ContentType.JSON).body(request.body());
        }
        sent.request(request.cell("method"), stage.filled(request.cell("path")))
                .then()
                .statusCode(Integer.parseInt(request.cell("status")))
                .contentType(ContentType.JSON)
                .body(anyOrder(request.cell("answer")));
        assertEquals(categories, count("admin /api/v1/tickets/categories/"));
    }

    static Stream<Route> changes() {
        return Route.all().filter(route -> route.takesBody() && route.isServed());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void body_thatIsNoJsonObjectIsRefusedEverywhere(Route route) {
        Refused.At refused = Refused.at(route.path());
        for (String body : List.of("{", "{\"a\": 1, \"a\": 1}", "{} {}", "\\u0000")) {
            send(route, ContentType.JSON, body).then().spec(refused.malformed("Ошибка разбора JSON."));
        }
        for (String body : List.of("[]", "null", "5", "\"{}\"")) {
            send(route, ContentType.JSON, body)
                    .then()
                    .spec(refused.malformed("Тело запроса должно быть объектом JSON."));
        }
        send(route, ContentType.TEXT, "{}")
                .then()
                .spec(refused.with(415, "UNSUPPORTED_MEDIA_TYPE", "Неподдерживаемый тип данных в запросе."));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusals_comeInTheirOrder_whateverTheBody(Route route) {
        String path = stage.filled(route.path()) + "/";
        Refused.At refused = Refused.at(path);
        route.statuses().forEach((name, status) -> {
            RequestSpecification request =
                    stage.as(name).contentType(ContentType.TEXT).body("{");
            switch (status) {
                case 401 ->
                    request.request(route.method(), path)
                            .then()
                            .spec(name.equals("blocked") ? refused.badToken() : refused.noToken());
                case 403 -> request.request(route.method(), path).then().spec(refused.forbidden());
                case 404 -> request.request(route.method(), path).then().spec(refused.notFound());
                default -> {}
            }
        });
        if (route.path().contains("{")) {
            stage.as(route.allowed())
                    .contentType(ContentType.TEXT)
                    .body("{")
                    .request(route.method(), ID.matcher(route.path()).replaceAll("987654321") + "/")
                    .then()
                    .spec(refused.notFound());
        }
    }

    static Stream<Route> routesWithIds() {
        return Route.all().filter(route -> route.path().contains("{") && route.isServed());
    }

    @ParameterizedTest
    @MethodSource("routesWithIds")
    void id_thatCannotBeIsNotFound_whateverTheBody(Route route) {
        String name = route.allowed();
        for (String template :
                ID.matcher(route.path()).results().map(id -> id.group()).toList()) {
            if (template.equals("{filename}")) {
                continue;
            }
            for (String id : IMPOSSIBLE) {
                RequestSpecification request = stage.as(name);
                if (route.takesBody()) {
                    request = request.contentType(ContentType.JSON).body("{");
                }
                request.request(route.method(), stage.filled(route.path().replace(template, id)) + "/")
                        .then()
                        .spec(Refused.at(route.path()).notFound());
            }
        }
    }

    static Stream<Arguments> paths() {
        Map<String, List<Route>> routes = Route.all()
                .filter(Route::isServed)
                .collect(Collectors.groupingBy(Route::shape, TreeMap::new, Collectors.toList()));
        return routes.values().stream()
                .map(same -> Arguments.of(
                        same.get(0).path(), same.stream().map(Route::method).collect(Collectors.toSet())));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void method_thatAPathDoesNotHaveIsRefusedWithThoseThatItHas(String path, Set<String> methods) {
        String missing = Stream.of("PUT", "DELETE", "PATCH", "POST")
                .filter(method -> !methods.contains(method))
                .findFirst()
                .orElseThrow();
        String allow = stage.as("admin")
                .request(missing, ID.matcher(path).replaceAll("1"))
                .then()
                .spec(Refused.at(path).with(405, "METHOD_NOT_ALLOWED", "Метод не разрешен."))
                .extract()
                .header("Allow");
        Set<String> allowed = Set.of(allow.split(", "));
        // What fits two templates, as files/upload and files/{id}, allows the methods of both.
        assertTrue(allowed.containsAll(methods), allow);
        assertFalse(allowed.contains(missing), allow);
    }

    private static Response send(Route route, ContentType type, String body) {
        return stage.as(route.allowed())
                .contentType(type)
                .body(body)
                .request(route.method(), stage.filled(route.path()) + "/");
    }

    /** How much there is of everything, and the ticket as it is. */
    private static Map<String, String> everything() {
        Map<String, String> found = new TreeMap<>();
        for (String list : List.of(
                "owner /api/v1/tickets/",
                "owner /api/v1/tickets/{ticket}/comments/",
                "owner /api/v1/notifications/?is_read=false",
                "other /api/v1/tickets/",
                "support /api/v1/support/tickets/",
                "support /api/v1/tickets/{ticket}/comments/",
                "admin /api/v1/admin/users/?role=support",
                "admin /api/v1/admin/users/?role=user",
                "admin /api/v1/admin/ticket-history/?ticket={ticket}")) {
            found.put(list, count(list));
        }
        for (String shown : List.of(
                "/api/v1/support/tickets/{ticket}/",
                "/api/admin/customer-requests/{ticket}/",
                "/api/admin/chats/",
                "/api/admin/communications/")) {
            found.put(shown, stage.as("support").get(stage.filled(shown)).asString());
        }
        return found;
    }

    private static String count(String nameAndList) {
        String[] parts = nameAndList.split(" ");
        return stage.as(parts[0]).get(stage.filled(parts[1])).header("X-Total-Count");
    }

    /** A row of the table. */
    record BadRequest(Map<String, String> cells) {

        String cell(String name) {
            return cells.get(name);
        }

        String body() {
            return WORD.matcher(stage.filled(cell("body")))
                    .replaceAll(word -> "я".repeat(Integer.parseInt(word.group(1))));
        }

        @Override
        public String toString() {
            return cell("method") + " " + cell("path") + " " + cell("body");
        }
    }
}
