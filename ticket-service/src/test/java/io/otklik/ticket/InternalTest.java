package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What the other services ask. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class InternalTest {

    @Test
    void activity_countsTicketsAndFindsTheLastAct() {
        PersonState owner = user();
        PersonState agent = agent();
        PersonState nobody = user();
        String first = Bot.ticket(owner, "Первый");
        String ticket = Bot.ticket(owner, "Второй");
        Bot.say(owner, first, "{}").then().statusCode(422);
        String filed = as(owner).get(Bot.TICKETS + ticket).jsonPath().getString("created_at");
        String said = Bot.say(agent, ticket, Map.of("content", "Т", "is_internal", true))
                .jsonPath()
                .getString("created_at");
        String path = "/internal/people/activity?ids=" + agent.id() + "," + owner.id() + "," + nobody.id();
        internal(path)
                .then()
                .statusCode(200)
                .body(equalTo("[{\"id\":" + agent.id() + ",\"tickets\":0,\"last_activity\":\"" + said + "\"},{\"id\":"
                        + owner.id() + ",\"tickets\":2,\"last_activity\":\"" + filed + "\"},{\"id\":" + nobody.id()
                        + ",\"tickets\":0,\"last_activity\":null}]"));
        internal("/internal/people/activity").then().statusCode(200).body(equalTo("[]"));
        internal("/internal/people/activity?ids=x").then().statusCode(400);
        as(Cast.admin()).get(path).then().statusCode(401);
    }

    @Test
    void access_isForTheOwnerAndStaff() {
        PersonState owner = user();
        PersonState other = user();
        String ticket = Bot.ticket(owner, "Тема");
        long id = as(owner).get("/api/v1/tickets/").jsonPath().getLong("[0].id");
        access(ticket, owner).then().statusCode(200).body(equalTo("{\"id\":" + id + ",\"staff\":false}"));
        access(ticket, agent()).then().statusCode(200).body(equalTo("{\"id\":" + id + ",\"staff\":true}"));
        access(ticket, other).then().statusCode(404);
        access(Bot.missing(), owner).then().statusCode(404);
        access("x", owner).then().statusCode(404);
        internal("/internal/tickets/" + ticket + "/access?person=1").then().statusCode(404);
        internal("/internal/tickets/" + ticket + "/access").then().statusCode(400);
        as(owner)
                .get("/internal/tickets/" + ticket + "/access?person=" + owner.id())
                .then()
                .statusCode(401);

        PersonState promoted = StandInIdentity.knows(Cast.all().changed(other, Role.SUPPORT, false, 1));
        access(ticket, promoted).then().statusCode(200).body(equalTo("{\"id\":" + id + ",\"staff\":true}"));
    }

    @Test
    void category_isToldOfAsSoonAsItIsThere_untilItIsDeleted() {
        PersonState admin = Cast.admin();
        String name = "Новая " + UUID.randomUUID();
        String uuid = as(admin)
                .body(Map.of("name", name))
                .post(Bot.CATEGORIES)
                .jsonPath()
                .getString("id");
        String path = "/internal/categories/" + uuid;
        internal(path).then().statusCode(200).body("keySet()", equalTo(Set.of("id")));
        long id = internal(path).jsonPath().getLong("id");
        as(admin).get("/api/v1/tickets/categories/").then().body("find { it.id == " + id + " }.name", equalTo(name));
        as(admin).get(path).then().statusCode(401);
        as(admin).delete(Bot.CATEGORIES + uuid).then().statusCode(204);
        internal(path).then().statusCode(404);
        internal("/internal/categories/" + Bot.missing()).then().statusCode(404);
        internal("/internal/categories/x").then().statusCode(404);
    }

    @Test
    void person_whoIsToldOf_isJudgedSoByHisNextRequest() {
        PersonState agent = agent();
        as(agent).get(Cast.SUPPORT).then().statusCode(200);
        PersonState demoted = StandInIdentity.knows(Cast.all().changed(agent, Role.USER, false, 1));
        as(agent).get(Cast.SUPPORT).then().statusCode(200);
        tell(EventJson.writePerson(demoted)).then().statusCode(204);
        as(agent).get(Cast.SUPPORT).then().statusCode(403);
        tell(EventJson.writePerson(agent)).then().statusCode(204);
        as(agent).get(Cast.SUPPORT).then().statusCode(403);
        tell(EventJson.writePerson(Cast.all().changed(demoted, Role.USER, false, 2)))
                .then()
                .statusCode(204);
        as(agent).get(Cast.TICKETS).then().statusCode(401);
    }

    @Test
    void person_isToldOfByServicesOnly() {
        PersonState agent = agent();
        String promoted = EventJson.writePerson(Cast.all().changed(agent, Role.ADMIN, false, 1));
        as(agent).body(promoted).post("/internal/people").then().statusCode(401);
        given().body(promoted).post("/internal/people").then().statusCode(401);
        tell("{}").then().statusCode(400);
        tell("").then().statusCode(400);
    }

    private static Response tell(String person) {
        return service().contentType(ContentType.JSON).body(person).post("/internal/people");
    }

    private static Response access(String ticket, PersonState person) {
        return internal("/internal/tickets/" + ticket + "/access?person=" + person.id());
    }

    private static Response internal(String path) {
        return service().get(path);
    }

    private static RequestSpecification service() {
        String token = ConfigProvider.getConfig().getValue("otklik.people.internal-token", String.class);
        return given().header("X-Otklik-Internal", token);
    }
}
