package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.bearer;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body of the wrong kind is refused after everything else; what the answer should be like is not asked. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class MediaTypesTest {

    private static final String CATEGORIES = "/api/v1/admin/tickets/categories/";
    private static final String UNSUPPORTED = "{\"detail\":\"Неподдерживаемый тип данных в запросе.\"}";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    /**
     * A method that takes JSON.
     *
     * @param path with {id} for an id
     * @param forUsers whether who is no agent may use it
     */
    record Route(String method, String path, boolean forUsers) {

        String of(long id) {
            return path.replace("{id}", Long.toString(id));
        }

        boolean hasId() {
            return path.contains("{id}");
        }
    }

    static Stream<Route> routes() {
        return Stream.of(
                new Route("POST", TICKETS, true),
                new Route("POST", TICKETS + "{id}/comments/", true),
                new Route("PATCH", SUPPORT + "{id}/assign/", false),
                new Route("PATCH", SUPPORT + "{id}/status/", false),
                new Route("POST", CATEGORIES, false),
                new Route("PATCH", CATEGORIES + "{id}/", false));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void mediaType_isLookedAtAfterTheCallerAndThePath(Route route) {
        PersonState owner = user();
        PersonState admin = Cast.admin();
        long id = route.path().startsWith(CATEGORIES) ? Cast.TECHNICAL : ticket(owner, "Тема");
        for (String type : new String[] {"text/plain", "application/xml", "application/x-www-form-urlencoded", "x"}) {
            send(given(), type, route, id).then().statusCode(401);
            send(bearer("x"), type, route, id).then().statusCode(401);
            if (!route.forUsers()) {
                send(token(user()), type, route, id).then().statusCode(403);
            }
            if (route.hasId()) {
                send(token(admin), type, route, 987_654_321)
                        .then()
                        .statusCode(404)
                        .body(equalTo(NOT_FOUND));
            }
            send(token(admin), type, route, id).then().statusCode(415).body(equalTo(UNSUPPORTED));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void form_isTakenByTicketsOnly(Route route) {
        PersonState admin = Cast.admin();
        long id = route.path().startsWith(CATEGORIES) ? Cast.TECHNICAL : ticket(user(), "Тема");
        boolean takes = route.path().equals(TICKETS);
        token(admin)
                .multiPart("name", "Form")
                .request(route.method(), route.of(id))
                .then()
                .statusCode(takes ? 400 : 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml, image/png;q=0.5", "application/json;q=0", "nonsense", "*"})
    void accept_choosesNothing(String accept) {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        token(owner)
                .header("Accept", accept)
                .get(TICKETS + id + "/")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("subject", is("Тема"));
        as(owner)
                .header("Accept", accept)
                .body("{\"text\":\"Т\"}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(201)
                .contentType(startsWith("application/json"));
        given().header("Accept", accept)
                .get(TICKETS)
                .then()
                .statusCode(401)
                .contentType(startsWith("application/json"));
    }

    @Test
    void bodies_thatNobodyAskedForAreIgnored() {
        PersonState admin = Cast.admin();
        long category = as(admin)
                .body("{\"name\":\"На удаление\"}")
                .post(CATEGORIES)
                .jsonPath()
                .getLong("id");
        token(admin)
                .contentType("text/plain")
                .body("x")
                .delete(CATEGORIES + category + "/")
                .then()
                .statusCode(204);
        token(admin).contentType("text/plain").body("x").get(SUPPORT).then().statusCode(200);
    }

    @Test
    void json_isTakenHoweverItsTypeIsWritten() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        String path = TICKETS + id + "/comments/";
        for (String type : new String[] {"application/json; charset=utf-8", "Application/JSON"}) {
            typed(token(owner), type).body("{\"text\":\"Т\"}").post(path).then().statusCode(201);
        }
    }

    @Test
    void method_thatAPathDoesNotKnowIsRefusedWithThoseItKnows() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .delete(TICKETS + id + "/")
                .then()
                .statusCode(405)
                .body(equalTo("{\"detail\":\"Метод не разрешен.\"}"))
                .header("Allow", "GET");
        as(owner).put(TICKETS).then().statusCode(405).header("Allow", "GET, POST");
        as(owner).put(SUPPORT + id + "/assign/").then().statusCode(405).header("Allow", "PATCH");
        as(owner).get("/api/v1/nowhere").then().statusCode(404).body(equalTo(NOT_FOUND));
    }

    @Test
    void head_isGetWithoutABody_optionsTellsTheMethods() {
        PersonState owner = user();
        assertTrue(ticket(owner, "Тема") > 0);
        String total = as(owner).get(TICKETS).header("X-Total-Count");
        as(owner)
                .head(TICKETS)
                .then()
                .statusCode(200)
                .header("X-Total-Count", total)
                .body(equalTo(""));
        as(owner)
                .options(TICKETS)
                .then()
                .statusCode(200)
                .header("Allow", containsString("GET"))
                .header("Allow", containsString("POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tickets/", "/api/v1/nowhere", "/api/v1/tickets/abc/", "/q/health/ready"})
    void every_answerForbidsSniffing(String path) {
        given().get(path).then().header("X-Content-Type-Options", "nosniff").header("X-Request-Id", not(""));
        as(user()).delete(path).then().header("X-Content-Type-Options", "nosniff");
    }

    private static RequestSpecification token(PersonState person) {
        return bearer(Cast.all().token(person));
    }

    private static Response send(RequestSpecification request, String type, Route route, long id) {
        return typed(request, type).body("x").request(route.method(), route.of(id));
    }

    /** The type as it stands here, whatever it is. */
    private static RequestSpecification typed(RequestSpecification request, String type) {
        EncoderConfig asItIs = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(type, ContentType.TEXT);
        return request.config(RestAssuredConfig.config().encoderConfig(asItIs)).header("Content-Type", type);
    }
}
