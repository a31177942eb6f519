package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** desk.md, and contracts/README.md, section 7. */
@ExtendWith(Suite.class)
class DeskIT {

    private static final String TICKETS = "/api/tickets/";

    private Someone requester;
    private Someone operator;
    private Someone executor;

    @BeforeEach
    void register() {
        requester = Someone.registered();
        operator = Someone.moderator();
        executor = Someone.agent();
    }

    @Test
    void registering_mayAskForARole() {
        for (String role : List.of("REQUESTER", "EXECUTOR", "OPERATOR")) {
            String name = "d" + UUID.randomUUID().toString().replace("-", "");
            long id = register(name, role)
                    .then()
                    .statusCode(201)
                    .body(shown(
                            "{id: <number>, username: '%s', email: '%s@example.com', role: '%s'}", name, name, role))
                    .extract()
                    .jsonPath()
                    .getLong("id");
            String user =
                    "{id: %d, username: '%s', email: '%s@example.com', role: '%s'}".formatted(id, name, name, role);
            for (String field : List.of("username", "email")) {
                String token = login(Map.of(field, field.equals("email") ? name + "@example.com" : name))
                        .then()
                        .statusCode(200)
                        .body(shown("{access: <text>, refresh: <text>, user: " + user + "}"))
                        .extract()
                        .jsonPath()
                        .getString("access");
                given().auth()
                        .oauth2(token)
                        .get("/api/auth/profile/")
                        .then()
                        .statusCode(200)
                        .body(shown(user));
            }
        }
    }

    @Test
    void registering_withoutARoleIsAsARequester_andOthersAreRefused() {
        String name = "d" + UUID.randomUUID().toString().replace("-", "");
        register(name, null).then().statusCode(201).body("role", is("REQUESTER"));
        register(name, null).then().statusCode(400);
        register(name + "x", "ADMIN").then().statusCode(400).body("keySet()", is(Set.of("role")));
        login(Map.of("username", "nobody-" + name)).then().spec(Refused.NO_ACCOUNT_WITHOUT_CODE);
        given().get("/api/auth/profile/").then().spec(Refused.NO_TOKEN);
    }

    @Test
    void ticket_isFiledAssignedAndExecuted() {
        long ticket = requester
                .request()
                .body(Map.of("title", "Заменить картридж", "description", "Печатает бледно", "priority", "HIGH"))
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body(ticket("<number>", "new", "null"))
                .extract()
                .jsonPath()
                .getLong("id");
        String id = Long.toString(ticket);
        requester.request().get(TICKETS + "my-tickets/").then().statusCode(200).body(list(id, "new", "null"));

        operator.request()
                .body(Map.of("executor", executor.id()))
                .post(TICKETS + ticket + "/assign/")
                .then()
                .statusCode(200)
                .body(ticket(id, "assigned", person(executor)));
        executor.request()
                .get(TICKETS + "assigned-to-me/")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "1")
                .body(list(id, "assigned", person(executor)));

        Someone.agent()
                .request()
                .body("{}")
                .post(TICKETS + ticket + "/execute/")
                .then()
                .statusCode(403);
        executor.request()
                .body(Map.of("comment", "Картридж заменён"))
                .post(TICKETS + ticket + "/execute/")
                .then()
                .statusCode(200)
                .body(ticket(id, "done", person(executor)));
        executor.request()
                .body("{}")
                .post(TICKETS + ticket + "/execute/")
                .then()
                .statusCode(400);
        requester.request().get(TICKETS + "my-tickets/?status=done").then().body(list(id, "done", person(executor)));
        assertEquals(
                List.of("Картридж заменён"),
                requester.reads("/api/v1/tickets/" + ticket + "/comments/").getList("text"));
    }

    @Test
    void lists_areForTheirRoles_andFilter() {
        long ticket = requester
                .posts(TICKETS, Map.of("title", "Первая", "description", "Т"), 201)
                .getLong("id");
        operator.request().get(TICKETS + "all-tickets/?status=new").then().body("id", hasItem((int) ticket));
        operator.sends(TICKETS + ticket + "/assign/", Map.of("executor", executor.id()), 200);
        for (Map.Entry<String, Integer> count :
                Map.of("new", 0, "assigned", 1, "in_progress", 0, "done", 0).entrySet()) {
            for (Map.Entry<Someone, String> list : Map.of(requester, "my-tickets/", executor, "assigned-to-me/")
                    .entrySet()) {
                list.getKey()
                        .request()
                        .get(TICKETS + list.getValue() + "?status=" + count.getKey())
                        .then()
                        .statusCode(200)
                        .body("size()", is(count.getValue()));
            }
        }
        requester.request().get(TICKETS + "my-tickets/?status=open").then().statusCode(400);
        requester.request().get(TICKETS + "all-tickets/").then().spec(Refused.FORBIDDEN);
        executor.request().get(TICKETS + "all-tickets/").then().spec(Refused.FORBIDDEN);
        operator.request().get(TICKETS + "my-tickets/").then().spec(Refused.FORBIDDEN);
        operator.request().get(TICKETS + "assigned-to-me/").then().spec(Refused.FORBIDDEN);
        executor.request().body("{}").post(TICKETS).then().spec(Refused.FORBIDDEN);
    }

    @Test
    void assign_takesExecutorsOnly() {
        long ticket = requester
                .posts(TICKETS, Map.of("title", "Т", "description", "Т"), 201)
                .getLong("id");
        for (Someone wrong : List.of(requester, operator)) {
            operator.request()
                    .body(Map.of("executor", wrong.id()))
                    .post(TICKETS + ticket + "/assign/")
                    .then()
                    .statusCode(400)
                    .body("keySet()", is(Set.of("executor")));
        }
        operator.request()
                .body("{}")
                .post(TICKETS + ticket + "/assign/")
                .then()
                .spec(invalid("{executor: ['Это поле обязательно.']}"));
        operator.request()
                .body(Map.of("executor", executor.id()))
                .post(TICKETS + "987654321/assign/")
                .then()
                .spec(Refused.NOT_FOUND);
    }

    private Matcher<String> list(String id, String status, String executor) {
        return shown("[" + json(id, status, executor) + "]");
    }

    private Matcher<String> ticket(String id, String status, String executor) {
        return shown(json(id, status, executor));
    }

    private String json(String id, String status, String executor) {
        return """
                {id: %s, title: 'Заменить картридж', description: 'Печатает бледно', status: '%s', priority: 'HIGH',
                 requester: %s, executor: %s, created_at: <time>, updated_at: <time>}""".formatted(id, status, person(requester), executor);
    }

    private static String person(Someone person) {
        return "{id: %d, username: '%s'}".formatted(person.id(), person.username());
    }

    private static Response register(String name, String role) {
        Map<String, String> body =
                new HashMap<>(Map.of("username", name, "email", name + "@example.com", "password", "Sunflower_77"));
        if (role != null) {
            body.put("role", role);
        }
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/register/");
    }

    private static Response login(Map<String, String> name) {
        Map<String, String> body = new HashMap<>(name);
        body.put("password", "Sunflower_77");
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/login/");
    }
}
