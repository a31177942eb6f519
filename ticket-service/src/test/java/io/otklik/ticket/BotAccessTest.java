package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of bot and who may use it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotAccessTest {

    private static final String NO_TOKEN = "{\"error\":{\"code\":\"UNAUTHORIZED\","
            + "\"message\":\"Учетные данные не были предоставлены.\",\"details\":[]}}";
    private static final String BAD_TOKEN =
            "{\"error\":{\"code\":\"UNAUTHORIZED\",\"message\":\"Не авторизован\",\"details\":[]}}";

    /** Method, route, body; statuses for the owner, another user, staff, an administrator. */
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/bot/api/v1/tickets", "", 200, 200, 200, 200),
            new Route("POST", "/bot/api/v1/tickets", "{}", 422, 422, 422, 422),
            new Route("GET", "/bot/api/v1/tickets/{id}", "", 200, 404, 200, 200),
            new Route("PUT", "/bot/api/v1/tickets/{id}", "{\"title\":\"Т\"}", 200, 404, 200, 200),
            new Route("DELETE", "/bot/api/v1/tickets/{id}", "", 403, 403, 403, 200),
            new Route("GET", "/bot/api/v1/tickets/{id}/messages", "", 200, 404, 200, 200),
            new Route("POST", "/bot/api/v1/tickets/{id}/messages", "{\"content\":\"Т\"}", 201, 404, 201, 201),
            new Route("POST", "/bot/api/v1/files/upload", "", 422, 422, 422, 422),
            new Route("GET", "/bot/api/v1/files/{id}", "", 404, 404, 404, 404),
            new Route("GET", "/uploads/files/{id}/{filename}", "", 404, 404, 404, 404),
            new Route("GET", "/bot/api/v1/categories", "", 200, 200, 200, 200),
            new Route("POST", "/bot/api/v1/categories", "{}", 403, 403, 403, 422),
            new Route("PUT", "/bot/api/v1/categories/{id}", "{}", 403, 403, 403, 404),
            new Route("DELETE", "/bot/api/v1/categories/{id}", "", 403, 403, 403, 404));

    static Stream<Route> routes() {
        return ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_isOpenToThoseWhoMay(Route route) {
        PersonState owner = Cast.user();
        String path = route.path().replace("{id}", Bot.ticket(owner, "Тема")).replace("{filename}", "a.txt") + "/";

        given().contentType(ContentType.JSON)
                .body(route.body())
                .request(route.method(), path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo(NO_TOKEN));
        bearer("x").request(route.method(), path).then().statusCode(401).body(equalTo(BAD_TOKEN));
        send(owner, route, path).then().statusCode(route.owner());
        send(Cast.user(), route, path).then().statusCode(route.other());
        send(Cast.agent(), route, path).then().statusCode(route.staff());
        send(Cast.someone(Role.MODERATOR), route, path).then().statusCode(route.staff());
        send(Cast.admin(), route, path).then().statusCode(route.admin());
    }

    @Test
    void table_hasEveryRoute() {
        Set<String> served = ServedRoutes.at(path -> path.startsWith("/bot/") || path.startsWith("/uploads/"));
        Set<String> tabled = ROUTES.stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());
        assertThat(tabled, equalTo(served));
    }

    @Test
    void upload_withoutATokenIsRefusedBeforeItIsRead() {
        given().multiPart("file", "a.txt", new byte[10])
                .post(Bot.FILES + "upload")
                .then()
                .statusCode(401)
                .body(equalTo(NO_TOKEN));
    }

    @Test
    void badToken_isRefusedInEnglishWhereThatIsAskedFor() {
        bearer("x")
                .header("Accept-Language", "en")
                .get(Bot.TICKETS)
                .then()
                .statusCode(401)
                .body("error.message", is("Not authorized"));
    }

    @Test
    void unknownRoutesAndMethods_areRefusedInTheEnvelope() {
        PersonState person = Cast.admin();
        as(person).get("/bot/api/v1/nothing").then().statusCode(404).body(equalTo(Bot.NOT_FOUND));
        for (String path : new String[] {Bot.TICKETS, Bot.CATEGORIES, Bot.TICKETS + Bot.missing() + "/messages"}) {
            as(person)
                    .body("{}")
                    .patch(path)
                    .then()
                    .statusCode(405)
                    .header("Allow", notNullValue())
                    .body("error.code", is("METHOD_NOT_ALLOWED"));
        }
        as(person)
                .contentType("text/plain")
                .body("{}")
                .post(Bot.TICKETS)
                .then()
                .statusCode(415)
                .body("error.code", is("UNSUPPORTED_MEDIA_TYPE"));
    }

    private static Response send(PersonState person, Route route, String path) {
        return as(person).body(route.body()).request(route.method(), path);
    }

    record Route(String method, String path, String body, int owner, int other, int staff, int admin) {}
}
