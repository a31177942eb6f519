package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.assign;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads and writes that know which version they mean: {@code ETag}, {@code If-None-Match}, {@code If-Match}. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class EntityTagsTest {

    private static final String REQUESTS = "/api/admin/customer-requests/";

    @Test
    void ticket_isNotSentToWhoHasIt() {
        PersonState owner = user();
        PersonState agent = agent();
        long id = ticket(owner, "Тема");
        for (String path : List.of(SUPPORT + id + "/", REQUESTS + id + "/", "/api/ticket/" + id, TICKETS + id)) {
            PersonState reader = path.startsWith(TICKETS) ? owner : agent;
            String tag = as(reader)
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", matchesPattern("\"0-[0-9a-f]{16}\""))
                    .extract()
                    .header("ETag");
            for (String known : List.of(tag, "*", "W/" + tag, "\"other\", " + tag)) {
                as(reader)
                        .header("If-None-Match", known)
                        .get(path)
                        .then()
                        .statusCode(304)
                        .header("ETag", tag)
                        .body(equalTo(""));
            }
            as(reader).header("If-None-Match", "\"0-0\"").get(path).then().statusCode(200);
        }
        String tag = as(agent).get(REQUESTS + id).header("ETag");
        var unused = Cast.comment(owner, id, "Т", false);
        as(agent)
                .header("If-None-Match", tag)
                .get(REQUESTS + id)
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"0-[0-9a-f]{16}\""))
                .header("ETag", not(tag));
    }

    @Test
    void change_ofAVersionThatIsGoneIsRefused() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String seen = as(agent).get(SUPPORT + id).header("ETag");
        String changed = assign(agent, id, agent.id())
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"1-[0-9a-f]{16}\""))
                .extract()
                .header("ETag");
        as(agent)
                .header("If-Match", seen)
                .body(Map.of("status", "in_progress"))
                .patch(SUPPORT + id + "/status/")
                .then()
                .statusCode(412)
                .body(equalTo("{\"detail\":\"Версия не совпадает с указанной в If-Match: данные изменились.\"}"));
        as(agent)
                .header("If-Match", "\"9-0\", " + changed)
                .body(Map.of("status", "in_progress"))
                .patch(SUPPORT + id + "/status/")
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"2-[0-9a-f]{16}\""));
        as(agent)
                .header("If-Match", "*")
                .body(Map.of("title", "Новая"))
                .patch(REQUESTS + id + "/")
                .then()
                .statusCode(200)
                .header("ETag", as(agent).get(REQUESTS + id).header("ETag"));
        for (String never : List.of("W/" + changed, changed)) {
            as(agent)
                    .header("If-Match", never)
                    .post(REQUESTS + id + "/complete/")
                    .then()
                    .statusCode(412);
        }
        as(agent)
                .header("If-Match", "3")
                .post(REQUESTS + id + "/complete/")
                .then()
                .statusCode(400);
        as(agent)
                .header("If-Match", seen)
                .body(Map.of("status", "c"))
                .post("/api/ticket/" + id + "/set_status")
                .then()
                .statusCode(412);
    }

    @Test
    void change_ofSomebodyElsesTicketIsRefusedAsSuch_whateverItsVersion() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String seen = as(agent).get(REQUESTS + id).header("ETag");
        as(agent).post(REQUESTS + id + "/take/").then().statusCode(200);
        as(agent())
                .header("If-Match", seen)
                .post(REQUESTS + id + "/complete/")
                .then()
                .statusCode(403);
        as(agent())
                .header("If-Match", seen)
                .post(REQUESTS + id + "/take/")
                .then()
                .statusCode(400);
        as(agent)
                .header("If-Match", seen)
                .post(REQUESTS + id + "/complete/")
                .then()
                .statusCode(412);
    }

    @Test
    void change_ofAVersionThatIsGoneIsRefusedByBotInItsShape() {
        PersonState owner = user();
        String id = Bot.ticket(owner, "Тема");
        String seen = as(owner).get(Bot.TICKETS + id).header("ETag");
        Bot.change(owner, id, Map.of("title", "Другая"))
                .then()
                .statusCode(200)
                .header("ETag", as(owner).get(Bot.TICKETS + id).header("ETag"));
        as(owner)
                .header("If-Match", seen)
                .body(Map.of("title", "Третья"))
                .put(Bot.TICKETS + id)
                .then()
                .statusCode(412)
                .body("error.code", is("PRECONDITION_FAILED"));
        as(admin()).header("If-Match", seen).delete(Bot.TICKETS + id).then().statusCode(412);
        as(user())
                .header("If-Match", seen)
                .body(Map.of("title", "Чужая"))
                .put(Bot.TICKETS + id)
                .then()
                .statusCode(404);
    }

    @Test
    void changes_ofOneVersionAtOnceAreOne() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String seen = as(agent).get(REQUESTS + id).header("ETag");
        List<Integer> statuses = Stream.of("Первая", "Вторая")
                .map(title -> CompletableFuture.supplyAsync(() -> as(agent)
                        .header("If-Match", seen)
                        .body(Map.of("title", title))
                        .patch(REQUESTS + id + "/")
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertEquals(List.of(200, 412), statuses);
    }
}
