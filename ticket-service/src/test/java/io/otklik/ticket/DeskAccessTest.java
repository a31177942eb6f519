package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
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

/** Which routes desk.md has, and for which role. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class DeskAccessTest extends DeskTestBase {

    /** The statuses for a requester, an executor, an operator who is a moderator, and one who is the administrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/api/tickets/my-tickets|200|403|403|403",
                "POST|/api/tickets|400|403|403|403",
                "GET|/api/tickets/all-tickets|403|403|200|200",
                "POST|/api/tickets/{id}/assign|403|403|400|400",
                "GET|/api/tickets/assigned-to-me|403|200|403|403",
                "POST|/api/tickets/{id}/execute|403|200|403|403",
            })
    void route_isOpenToItsRole(
            String method, String route, int requester, int executor, int moderator, int administrator) {
        PersonState owner = user();
        PersonState agent = agent();
        long id = filed(owner);
        assign(Cast.admin(), id, agent.id()).then().statusCode(200);
        String path = route.replace("{id}", Long.toString(id));
        given().contentType(ContentType.JSON)
                .body("{")
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Cast.bearer("x").request(method, path).then().statusCode(401).body("code", is("token_not_valid"));
        as(owner).body("{}").request(method, path).then().statusCode(requester);
        as(Cast.someone(Role.MODERATOR)).body("{}").request(method, path).then().statusCode(moderator);
        as(Cast.admin()).body("{}").request(method, path + "/").then().statusCode(administrator);
        as(agent).body("{}").request(method, path + "/").then().statusCode(executor);
    }

    @Test
    void roles_goByWhatTheOwnerSaysNow() {
        PersonState person = user();
        as(person).get(MINE).then().statusCode(200);
        as(person).get(TASKS).then().statusCode(403).body(equalTo(FORBIDDEN));
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(person, Role.SUPPORT, false, 1));
        as(person).get(TASKS).then().statusCode(200);
        as(person).get(MINE).then().statusCode(403);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(promoted, Role.USER, false, 1))
                        .id(),
                is(person.id()));
        as(person).get(MINE).then().statusCode(200);
    }

    @Test
    void routes_areTheDocuments() {
        Set<String> served = ServedRoutes.at(path -> path.startsWith("/api/tickets"));
        assertThat(
                served,
                equalTo(Set.of(
                        "GET /api/tickets/my-tickets/",
                        "POST /api/tickets/",
                        "GET /api/tickets/all-tickets/",
                        "POST /api/tickets/{id}/assign/",
                        "GET /api/tickets/assigned-to-me/",
                        "POST /api/tickets/{id}/execute/")));
        as(user()).get(DESK).then().statusCode(405).header("Allow", "POST");
    }

    @Test
    void exampleOfAnExecution_isDone() {
        String example = "paths.'/api/tickets/{id}/execute/'.post.responses.'200'.content.'application/json'.example.";
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .body(example + "status", is("done"))
                .body(example + "requester.id", is(5))
                .body(example + "executor.id", is(9));
    }
}
