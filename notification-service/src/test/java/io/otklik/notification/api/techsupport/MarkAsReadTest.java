package io.otklik.notification.api.techsupport;

import static io.otklik.notification.api.techsupport.FeedReader.as;
import static io.otklik.notification.api.techsupport.FeedReader.rows;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.notification.Suite;
import io.otklik.notification.TestTickets;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** techsupport-v1.md, «Пометить уведомление как прочитанное». */
@QuarkusTest
@WithTestResource(RealParts.class)
class MarkAsReadTest {

    private Suite suite;
    private PersonState owner;
    private PersonState agent;

    @BeforeEach
    void people() {
        suite = Suite.get();
        owner = suite.person(Role.USER);
        agent = suite.person(Role.SUPPORT);
    }

    @Test
    void example_isRead() {
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .body(
                        "paths.'/api/v1/notifications/{id}/mark-as-read/'.patch.responses.'200'.content."
                                + "'application/json'.example.is_read",
                        is(true));
    }

    @Test
    void mark_setsAndClearsTheMark() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";

        as(owner).body("{\"is_read\": true}").patch(path).then().statusCode(200).body("is_read", is(true));
        as(owner).get("/api/v1/notifications/?is_read=true").then().body("size()", is(1));
        as(owner)
                .get("/api/v1/notifications/?is_read=false")
                .then()
                .body(is("[]"))
                .header("X-Total-Count", "0");
        as(owner).body("{\"is_read\": true}").patch(path).then().statusCode(200).body("is_read", is(true));
        as(owner)
                .body("{\"is_read\": false}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("is_read", is(false));
        as(owner).get("/api/v1/notifications/?is_read=false").then().body("size()", is(1));
        as(owner).patch(path).then().statusCode(200).body("is_read", is(true));
    }

    @Test
    void mark_underAKeyIsDoneOnce() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";
        String key = "mark-" + id;

        String first = as(owner)
                .header("Idempotency-Key", key)
                .body("{\"is_read\": true}")
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        as(owner).body("{\"is_read\": false}").patch(path).then().statusCode(200);
        as(owner)
                .header("Idempotency-Key", key)
                .body("{\"is_read\": true}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body(is(first));
        as(owner).get("/api/v1/notifications/?is_read=true").then().body("size()", is(0));
        as(owner)
                .header("Idempotency-Key", key)
                .body("{\"is_read\": false}")
                .patch(path)
                .then()
                .statusCode(422);
    }

    @Test
    void mark_refusesBadBodies() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";

        as(owner).body("{}").patch(path).then().statusCode(400).body(is("{\"is_read\":[\"Это поле обязательно.\"]}"));
        for (String bad : List.of("null", "\"true\"", "1", "[]")) {
            as(owner)
                    .body("{\"is_read\": " + bad + "}")
                    .patch(path)
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("is_read")));
        }
        for (String malformed : List.of("{", "[]", "true")) {
            as(owner).body(malformed).patch(path).then().statusCode(400).body("keySet()", is(Set.of("detail")));
        }
        as(owner).get("/api/v1/notifications/").then().body("[0].is_read", is(false));
    }

    @Test
    void mark_ofAForeignOrUnknownOneIs404BeforeTheBodyIsRead() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        for (String unseen : List.of(Long.toString(id), "999999999999", "0", "-1", "abc", "99999999999999999999")) {
            as(agent)
                    .body("{")
                    .patch("/api/v1/notifications/" + unseen + "/mark-as-read/")
                    .then()
                    .statusCode(404)
                    .body(is("{\"detail\":\"Не найдено.\"}"));
        }
    }

    @Test
    void mark_asksWhoAndWhatBeforeItReadsTheBody() {
        suite.tickets.publish(TestTickets.statusChanged(TestTickets.ticket(owner, agent), agent));
        long id = rows(owner, 1).jsonPath().getLong("[0].id");
        String path = "/api/v1/notifications/" + id + "/mark-as-read/";

        for (String any : List.of(path, "/api/v1/notifications/abc/mark-as-read/")) {
            given().contentType(ContentType.TEXT)
                    .body("x")
                    .patch(any)
                    .then()
                    .statusCode(401)
                    .body(is("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        }
        as(agent).contentType(ContentType.TEXT).body("x").patch(path).then().statusCode(404);
        as(owner)
                .contentType(ContentType.TEXT)
                .body("{\"is_read\": true}")
                .patch(path)
                .then()
                .statusCode(415)
                .body(is("{\"detail\":\"Неподдерживаемый тип данных в запросе.\"}"));
        as(owner).get("/api/v1/notifications/").then().body("[0].is_read", is(false));
        as(owner).post(path).then().statusCode(405).header("Allow", "PATCH");
    }
}
