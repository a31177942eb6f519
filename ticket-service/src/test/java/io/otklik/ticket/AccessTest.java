package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.bearer;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.Claims;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of techsupport and requests, and who may use it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class AccessTest {

    private static final String TICKET = "{\"subject\":\"Т\",\"category\":1,\"description\":\"Т\"}";
    private static final String REQUEST = "{\"title\":\"Т\",\"description\":\"Т\"}";
    private static final String MESSAGE = "{\"content\":\"Т\"}";
    private static final String BAD = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";

    /** Method, route, body; statuses for the owner, another user, an agent, an administrator. */
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/api/v1/tickets", "", 200, 200, 200, 200),
            new Route("POST", "/api/v1/tickets", TICKET, 201, 201, 201, 201),
            new Route("GET", "/api/v1/tickets/{id}", "", 200, 404, 404, 404),
            new Route("GET", "/api/v1/tickets/{id}/attachments/{attachment}", "", 200, 404, 200, 200),
            new Route("GET", "/api/v1/tickets/categories", "", 200, 200, 200, 200),
            new Route("GET", "/api/v1/tickets/{id}/comments", "", 200, 404, 200, 200),
            new Route("POST", "/api/v1/tickets/{id}/comments", "{\"text\":\"Т\"}", 201, 404, 201, 201),
            new Route("GET", "/api/v1/support/tickets", "", 403, 403, 200, 200),
            new Route("GET", "/api/v1/support/tickets/{id}", "", 403, 403, 200, 200),
            new Route("PATCH", "/api/v1/support/tickets/{id}/assign", "{}", 403, 403, 400, 400),
            new Route("PATCH", "/api/v1/support/tickets/{id}/status", "{}", 403, 403, 400, 400),
            new Route("POST", "/api/v1/admin/tickets/categories", "{}", 403, 403, 403, 400),
            new Route("PATCH", "/api/v1/admin/tickets/categories/{id}", "{}", 403, 403, 403, 400),
            new Route("DELETE", "/api/v1/admin/tickets/categories/{id}", "", 403, 403, 403, 404),
            new Route("GET", "/api/admin/customer-requests", "", 403, 403, 200, 200),
            new Route("POST", "/api/admin/customer-requests", REQUEST, 403, 403, 201, 201),
            new Route("GET", "/api/admin/customer-requests/{id}", "", 403, 403, 200, 200),
            new Route("PUT", "/api/admin/customer-requests/{id}", REQUEST, 403, 403, 200, 200),
            new Route("PATCH", "/api/admin/customer-requests/{id}", "{}", 403, 403, 200, 200),
            new Route("DELETE", "/api/admin/customer-requests/{id}", "", 403, 403, 403, 204),
            new Route("POST", "/api/admin/customer-requests/{absent}/take", "", 403, 403, 404, 404),
            new Route("POST", "/api/admin/customer-requests/{absent}/complete", "", 403, 403, 404, 404),
            new Route("GET", "/api/admin/customer-requests/{id}/messages", "", 403, 403, 200, 200),
            new Route("POST", "/api/admin/customer-requests/{id}/messages", MESSAGE, 403, 403, 201, 201));

    static Stream<Route> routes() {
        return ROUTES.stream();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_isOpenToThoseWhoMay(Route route) {
        PersonState requester = Cast.user();
        String path = route.pathOf(requester);

        given().contentType(ContentType.JSON)
                .body(route.body())
                .request(route.method(), path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        send(requester, route, path).then().statusCode(route.owner());
        send(Cast.user(), route, path).then().statusCode(route.other());
        send(Cast.agent(), route, path).then().statusCode(route.agent());
        send(Cast.someone(Role.MODERATOR), route, path).then().statusCode(route.agent());
        send(Cast.admin(), route, path).then().statusCode(route.admin());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void route_refusesBadTokens(Route route) {
        PersonState person = Cast.admin();
        String good = Cast.all().token(person);
        String path = route.pathOf(Cast.user());
        String expired = Cast.all().token(person, Claims.ACCESS, Duration.ofMinutes(-1));
        String refresh = Cast.all().token(person, Claims.REFRESH, Duration.ofDays(7));
        for (String token : new String[] {expired, refresh, good.substring(0, good.length() - 8) + "AAAAAAAA", "x"}) {
            bearer(token)
                    .contentType(ContentType.JSON)
                    .body(route.body())
                    .request(route.method(), path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", "Bearer")
                    .body(equalTo(BAD));
        }
    }

    @Test
    void table_hasEveryRoute() {
        Set<String> served = ServedRoutes.at(path -> path.startsWith("/api/v1/") || path.startsWith("/api/admin/"));
        Set<String> tabled = ROUTES.stream()
                .map(route -> route.method() + " " + route.path().replace("{absent}", "{id}") + "/")
                .collect(Collectors.toSet());
        assertThat(tabled, equalTo(served));
    }

    private static Response send(PersonState person, Route route, String path) {
        return as(person).body(route.body()).request(route.method(), path);
    }

    record Route(String method, String path, String body, int owner, int other, int agent, int admin) {

        /**
         * With the ids of a new ticket of the person and its file, or of no ticket; of categories, one that may be renamed but is
         * not there to delete.
         */
        String pathOf(PersonState requester) {
            if (path.contains("/categories/{id}")) {
                return path.replace("{id}", method.equals("DELETE") ? "987654" : "1") + "/";
            }
            if (!path.contains("{id}")) {
                return path.replace("{absent}", "987654321") + "/";
            }
            long id = Form.ticket()
                    .file("a.txt", Samples.TEXT)
                    .post(requester)
                    .jsonPath()
                    .getLong("id");
            String file = as(requester).get("/api/v1/tickets/" + id).jsonPath().getString("attachments[0].id");
            return path.replace("{id}", Long.toString(id)).replace("{attachment}", file) + "/";
        }
    }

    @Test
    void badTokens_areRefusedAlike() {
        PersonState person = Cast.user();
        String good = Cast.all().token(person);
        String[] parts = good.split("\\.");
        String none = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".";
        String tampered = parts[0] + "." + parts[1].substring(0, parts[1].length() - 4) + "AAAA." + parts[2];
        String unsigned = parts[0] + "." + parts[1] + "." + parts[2].substring(0, parts[2].length() - 8) + "AAAAAAAA";
        String expired = Cast.all().token(person, Claims.ACCESS, Duration.ofMinutes(-1));
        String refresh = Cast.all().token(person, Claims.REFRESH, Duration.ofDays(7));
        for (String token : new String[] {none, tampered, unsigned, expired, refresh, "x", "a.b.c", parts[1]}) {
            for (String path : new String[] {"/api/v1/tickets/", "/api/v1/support/tickets/"}) {
                bearer(token)
                        .get(path)
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", "Bearer")
                        .body(equalTo(BAD));
            }
        }
    }

    @Test
    void refusals_speakEnglishWhenAsked() {
        given().header("Accept-Language", "en-US,en;q=0.8,ru;q=0.5")
                .get("/api/v1/tickets/")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Authentication credentials were not provided.\"}"));
        as(Cast.user())
                .header("Accept-Language", "en")
                .get("/api/v1/support/tickets/")
                .then()
                .statusCode(403)
                .body(equalTo("{\"detail\":\"You do not have permission to perform this action.\"}"));
    }

    @Test
    void form_withoutATokenIsRefusedBeforeItIsRead() {
        given().multiPart("attachments", "a.txt", new byte[10])
                .post("/api/v1/tickets/")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
    }

    @Test
    void service_isReadyAndDescribesItself() {
        as(Cast.user()).get("/api/v1/tickets/").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.'/api/v1/tickets/'.post.responses.size() > 0", is(true))
                .body("paths.'/api/v1/support/tickets/{id}/status/'.patch.responses.size() > 0", is(true));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
