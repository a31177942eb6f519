package io.otklik.acceptance;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
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
        return Route.all();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_isOpenToThoseWhoMay_andRefusesTheOthersWithTheContractsBody(Route route) {
        Map<String, Integer> answered = new TreeMap<>();
        for (String name : Stage.names()) {
            answered.put(name, statusFor(route, name));
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
                send(route, request).then().spec(Refused.at(route.path()).badToken());
            } else {
                send(route, request).then().statusCode(anonymous);
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

    private static int statusFor(Route route, String name) {
        if (route.isSocket() && route.statuses().get(name) == 101) {
            SocketClient.connect(stage.filled(route.path()), stage.person(name)).close();
            return 101;
        }
        Response answer = send(route, stage.as(name));
        Refused.At refused = Refused.at(route.path());
        boolean notHis = route.path().endsWith("/complete")
                && List.of("moderator", "admin").contains(name);
        switch (answer.statusCode()) {
            case 401 -> answer.then().spec(name.equals("blocked") ? refused.badToken() : refused.noToken());
            case 403 -> answer.then().spec(notHis ? Refused.NOT_HIS_REQUEST : refused.forbidden());
            case 404 -> answer.then().spec(refused.notFound());
            default -> {}
        }
        return answer.statusCode();
    }

    private static Response send(Route route, RequestSpecification request) {
        String path = stage.filled(route.path()) + "/";
        if (route.isSocket()) {
            return SocketClient.refused(request, path);
        }
        return route.body().isEmpty()
                ? request.request(route.method(), path)
                : request.contentType(ContentType.JSON)
                        .body(stage.filled(route.body()))
                        .request(route.method(), path);
    }
}
