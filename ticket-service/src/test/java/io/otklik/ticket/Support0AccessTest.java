package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes support-v0.md has, and for whom. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class Support0AccessTest extends Support0TestBase {

    /** The statuses for the owner, another user, a support agent, a moderator and the administrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/ticket|200|200|200|200|200",
                "POST|/api/ticket|201|201|201|201|201",
                "GET|/api/ticket/{ticket}|200|404|200|200|200",
                "POST|/api/ticket/{ticket}/answer|201|404|201|201|201",
                "POST|/api/ticket/{ticket}/set_status|403|403|200|200|200",
                "GET|/api/comment/{answer}|200|404|200|200|200",
                "GET|/auth/users/{owner}|200|404|200|200|200",
            })
    void route_isOpenToThoseWhoMay(
            String method, String route, int owner, int other, int agent, int moderator, int administrator) {
        PersonState requester = user();
        long id = filed(requester);
        String path = route.replace("{ticket}", Long.toString(id))
                .replace("{answer}", Long.toString(Cast.comment(requester, id, "Т", false)))
                .replace("{owner}", Long.toString(requester.id()));
        String body = "{\"message\":\"Т\",\"status\":\"f\"}";
        given().contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Cast.bearer("x").request(method, path).then().statusCode(401).body("code", is("token_not_valid"));
        as(requester).body(body).request(method, path).then().statusCode(owner);
        as(user()).body(body).request(method, path).then().statusCode(other);
        as(agent()).body(body).request(method, path + "/").then().statusCode(agent);
        as(Cast.someone(Role.MODERATOR)).body(body).request(method, path).then().statusCode(moderator);
        as(Cast.admin()).body(body).request(method, path + "/").then().statusCode(administrator);
    }

    @Test
    void staff_areWhomTheOwnerSaysTheyAre() {
        PersonState person = user();
        long others = filed(user());
        as(person).get(TICKET).then().body(equalTo("[]"));
        as(person).get(TICKET + "/" + others).then().statusCode(404);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(person, Role.SUPPORT, false, 1))
                        .id(),
                is(person.id()));
        as(person).get(TICKET + "?limit=1").then().body(IDS, contains(others));
        as(person).get(TICKET + "/" + others).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "987654321"})
    void impossibleId_isNotFound(String id) {
        for (String path : new String[] {TICKET + "/", "/api/comment/", "/auth/users/"}) {
            as(agent())
                    .urlEncodingEnabled(false)
                    .get(path + id)
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void routes_areTheDocuments() {
        Set<String> served = ServedRoutes.at(path -> path.matches("/api/ticket(/.*)?|/api/comment/.*|/auth/.*"));
        assertThat(
                served,
                equalTo(Set.of(
                        "GET /api/ticket",
                        "POST /api/ticket",
                        "GET /api/ticket/{id}",
                        "POST /api/ticket/{id}/answer",
                        "POST /api/ticket/{id}/set_status",
                        "GET /api/comment/{id}",
                        "GET /auth/users/{id}")));
        as(user()).delete(TICKET).then().statusCode(405).header("Allow", "GET, POST");
    }
}
