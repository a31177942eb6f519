package io.otklik.identity.api.desk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class DeskAuthTest {

    @Test
    void register_answersThePerson_aRequester() {
        String username = Api.freshName();
        Response answer = register(username, null);
        answer.then().statusCode(201);
        assertEquals(
                "{\"id\":%d,\"username\":\"%s\",\"email\":\"%s@example.com\",\"role\":\"REQUESTER\"}"
                        .formatted((int) answer.path("id"), username, username),
                answer.asString());
    }

    @Test
    void register_withoutARole_byNull_isARequester() {
        String username = Api.freshName();
        send(
                        "register",
                        "{\"username\":\"%s\",\"email\":\"%1$s@example.com\",\"password\":\"%s\",\"role\":null}"
                                .formatted(username, Api.PASSWORD))
                .then()
                .statusCode(201)
                .body("role", is("REQUESTER"));
    }

    @ParameterizedTest
    @CsvSource({"REQUESTER, user", "EXECUTOR, support", "OPERATOR, support"})
    void register_withARole_givesIt(String role, String inTechsupport) {
        String username = Api.freshName();
        register(username, role).then().statusCode(201).body("role", is(role));
        String access = login(username).path("access");
        Api.authorized(access).get("/api/auth/profile").then().body("role", is(role));
        Api.me(access).then().statusCode(200).body("role", is(inTechsupport));
    }

    @Test
    void register_badFieldsAreAllNamed() {
        send("register", "{\"username\":\"a b\",\"email\":\"nothing\",\"password\":\"short\",\"role\":\"ADMIN\"}")
                .then()
                .statusCode(400)
                .body("username", hasSize(1))
                .body("email", hasSize(1))
                .body("password", hasSize(1))
                .body("role", is(List.of("Недопустимое значение. Возможные значения: REQUESTER, OPERATOR, EXECUTOR")));
        send("register", "{}")
                .then()
                .statusCode(400)
                .body(
                        equalTo(
                                "{\"username\":[\"Это поле обязательно.\"],\"email\":[\"Это поле обязательно.\"],\"password\":[\"Это поле обязательно.\"]}"));
        Api.Someone taken = Api.someone();
        register(taken.username(), null)
                .then()
                .statusCode(400)
                .body(
                        equalTo(
                                "{\"username\":[\"Пользователь с таким именем уже существует.\"],\"email\":[\"Пользователь с таким адресом электронной почты уже существует.\"]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "\"\"", "\"requester\"", "\"EXECUTOR\\u0000\""})
    void register_badRoleIs400(String role) {
        send(
                        "register",
                        "{\"username\":\"%s\",\"email\":\"%1$s@example.com\",\"password\":\"%s\",\"role\":%s}"
                                .formatted(Api.freshName(), Api.PASSWORD, role))
                .then()
                .statusCode(400)
                .body("size()", is(1))
                .body("role", hasSize(1));
    }

    @Test
    void login_answersThePairAndThePerson_byUsernameOrEmail() {
        Api.Someone someone = Api.someone();
        Response answer = login(someone.username());
        String expected =
                "{\"access\":\"%s\",\"refresh\":\"%s\",\"user\":{\"id\":%d,\"username\":\"%s\",\"email\":\"%s\",\"role\":\"REQUESTER\"}}";
        assertEquals(
                expected.formatted(
                        answer.path("access"),
                        answer.path("refresh"),
                        someone.id(),
                        someone.username(),
                        someone.email()),
                answer.asString());
        Api.post("/api/auth/login", Map.of("email", someone.email(), "password", Api.PASSWORD))
                .then()
                .statusCode(200);
        for (String nulled : List.of(
                "{\"username\":null,\"email\":\"%s\",\"password\":\"%s\"}".formatted(someone.email(), Api.PASSWORD),
                "{\"username\":\"%s\",\"email\":null,\"password\":\"%s\"}"
                        .formatted(someone.username(), Api.PASSWORD))) {
            send("login", nulled).then().statusCode(200);
        }
        Api.refresh(answer.path("refresh")).then().statusCode(200);
    }

    @Test
    void login_wrongIs401_andMissingFieldsAre400() {
        Api.Someone someone = Api.someone();
        Api.post("/api/auth/login/", Map.of("username", someone.username(), "password", "Wrong_12345"))
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Не найдено активной учетной записи с указанными данными\"}"));
        send("login", "{\"password\":null}")
                .then()
                .statusCode(400)
                .body(
                        equalTo(
                                "{\"username\":[\"Это поле обязательно.\"],\"password\":[\"Это поле не может быть пустым.\"]}"));
        send("login", "{").then().statusCode(400).body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
        given().contentType(ContentType.TEXT)
                .body("{}")
                .post("/api/auth/login/")
                .then()
                .statusCode(415);
    }

    @Test
    void profile_isThePerson() {
        Api.Someone someone = Api.someone();
        assertEquals(
                "{\"id\":%d,\"username\":\"%s\",\"email\":\"%s\",\"role\":\"REQUESTER\"}"
                        .formatted(someone.id(), someone.username(), someone.email()),
                Api.authorized(someone.access()).get("/api/auth/profile/").asString());
        Api.authorized(Api.admin().access())
                .get("/api/auth/profile")
                .then()
                .statusCode(200)
                .body("role", is("OPERATOR"));
        given().get("/api/auth/profile/")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        given().post("/api/auth/profile/").then().statusCode(405).header("Allow", "GET");
    }

    private static Response login(String username) {
        return Api.post("/api/auth/login/", Map.of("username", username, "password", Api.PASSWORD));
    }

    private static Response register(String username, String role) {
        Map<String, String> body = new HashMap<>(
                Map.of("username", username, "email", username + "@example.com", "password", Api.PASSWORD));
        if (role != null) {
            body.put("role", role);
        }
        return Api.post("/api/auth/register/", body);
    }

    private static Response send(String what, String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/" + what + "/");
    }
}
