package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private static final List<String> IMPOSSIBLE =
            List.of("abc", "0", "-1", "1.5", "99999999999999999999", "987654321");
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
                .body(json(request.cell("answer")));
        assertEquals(categories, count("admin /api/v1/tickets/categories/"));
    }

    static Stream<Route> changes() {
        return Route.all().filter(route -> route.takesBody() && route.isServed());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void body_thatIsNoJsonObjectIsRefusedEverywhere(Route route) {
        for (String body : List.of("{", "{\"a\": 1, \"a\": 1}", "{} {}", "\\u0000")) {
            send(route, ContentType.JSON, body).then().spec(Refused.invalid("{detail: 'Ошибка разбора JSON.'}"));
        }
        for (String body : List.of("[]", "null", "5", "\"{}\"")) {
            send(route, ContentType.JSON, body)
                    .then()
                    .spec(Refused.invalid("{detail: 'Тело запроса должно быть объектом JSON.'}"));
        }
        send(route, ContentType.TEXT, "{}")
                .then()
                .spec(Refused.with(415, "{detail: 'Неподдерживаемый тип данных в запросе.'}"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void refusals_comeInTheirOrder_whateverTheBody(Route route) {
        String path = stage.filled(route.path()) + "/";
        route.statuses().forEach((name, status) -> {
            RequestSpecification request =
                    stage.as(name).contentType(ContentType.TEXT).body("{");
            switch (status) {
                case 401 -> request.request(route.method(), path).then().spec(Refused.NO_TOKEN);
                case 403 -> request.request(route.method(), path).then().spec(Refused.FORBIDDEN);
                case 404 -> request.request(route.method(), path).then().spec(Refused.NOT_FOUND);
                default -> {}
            }
        });
        if (route.path().contains("{")) {
            stage.as(route.allowed())
                    .contentType(ContentType.TEXT)
                    .body("{")
                    .request(route.method(), ID.matcher(route.path()).replaceAll("987654321") + "/")
                    .then()
                    .spec(Refused.NOT_FOUND);
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
            for (String id : IMPOSSIBLE) {
                RequestSpecification request = stage.as(name);
                if (route.takesBody()) {
                    request = request.contentType(ContentType.JSON).body("{");
                }
                request.request(route.method(), stage.filled(route.path().replace(template, id)) + "/")
                        .then()
                        .spec(Refused.NOT_FOUND);
            }
        }
    }

    static Stream<Arguments> paths() {
        Map<String, Set<String>> methods = Route.all()
                .filter(Route::isServed)
                .collect(Collectors.groupingBy(
                        Route::path, TreeMap::new, Collectors.mapping(Route::method, Collectors.toSet())));
        return methods.entrySet().stream().map(path -> Arguments.of(path.getKey(), path.getValue()));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void method_thatAPathDoesNotHaveIsRefusedWithThoseThatItHas(String path, Set<String> methods) {
        String allow = stage.as("admin")
                .put(stage.filled(path))
                .then()
                .spec(Refused.with(405, "{detail: 'Метод не разрешен.'}"))
                .extract()
                .header("Allow");
        assertEquals(methods, Set.of(allow.split(", ")));
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
        String ticket = stage.filled("/api/v1/support/tickets/{ticket}/");
        found.put(ticket, stage.as("support").get(ticket).asString());
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
