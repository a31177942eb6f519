package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks access.md: every route, for everybody. */
@ExtendWith(Suite.class)
class AccessIT {

    private static Stage stage;

    @BeforeAll
    static void setStage() {
        stage = Stage.set();
    }

    static Stream<Route> routes() {
        return Table.rows("access.md").stream().map(Route::of);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_isOpenToThoseWhoMay(Route route) {
        Map<String, Integer> answered = new TreeMap<>();
        for (String name : Stage.names()) {
            answered.put(name, route.statusFor(name));
        }
        assertEquals(new TreeMap<>(route.statuses()), answered);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_takesNoBadToken_butWhereItNeedsNoneMindsNone(Route route) {
        int anonymous = route.statuses().get("anonymous");
        for (String token : BadTokens.all(stage.person("owner"))) {
            RequestSpecification request = given().header("Authorization", "Bearer " + token);
            if (anonymous == 401) {
                route.send(request).then().spec(Refused.BAD_TOKEN);
            } else {
                route.send(request).then().statusCode(anonymous);
            }
        }
    }

    @Test
    void table_hasEveryRouteThatTheServicesServe_andNoOther() {
        assertEquals(
                ServedRoutes.all(Suite.running()),
                routes().filter(route -> !route.path().startsWith("/q/"))
                        .map(route -> ServedRoutes.named(route.method(), route.path()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** A row of the table. */
    record Route(String method, String path, String body, Map<String, Integer> statuses) {

        static Route of(Map<String, String> row) {
            return new Route(
                    row.get("method"),
                    row.get("path"),
                    row.get("body"),
                    Stage.names().stream()
                            .collect(Collectors.toMap(name -> name, name -> Integer.valueOf(row.get(name)))));
        }

        int statusFor(String name) {
            boolean opens = method.equals("WS") && statuses.get(name) == 101;
            return opens ? opened(name) : answered(name).statusCode();
        }

        private int opened(String name) {
            SocketClient.connect(path, stage.person(name)).close();
            return 101;
        }

        /** What is refused is refused with the contract's whole body. */
        private Response answered(String name) {
            Response answer = send(stage.as(name));
            switch (answer.statusCode()) {
                case 401 -> answer.then().spec(Refused.NO_TOKEN);
                case 403 -> answer.then().spec(Refused.FORBIDDEN);
                case 404 -> answer.then().spec(Refused.NOT_FOUND);
                default -> {}
            }
            return answer;
        }

        Response send(RequestSpecification request) {
            String filled = stage.filled(path) + (path.endsWith(".json") ? "" : "/");
            if (method.equals("WS")) {
                return SocketClient.refused(request, filled);
            }
            return body.isEmpty()
                    ? request.request(method, filled)
                    : request.contentType(ContentType.JSON)
                            .body(stage.filled(body))
                            .request(method, filled);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
