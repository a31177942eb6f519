package io.otklik.identity.api.support0;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class Support0AuthTest {

    private static final String NOT_VALID = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}";

    @Test
    void register_answersTheUserOfTheDocument() {
        String username = Api.freshName();
        Response answer = Api.post(
                "/auth/users/",
                Map.of("email", username + "@example.com", "username", username, "password", "example.password"));
        answer.then().statusCode(201);
        assertEquals(
                "{\"id\":%d,\"username\":\"%s\",\"email\":\"%s@example.com\",\"is_active\":true,\"tickets\":[]}"
                        .formatted((int) answer.path("id"), username, username),
                answer.asString());
    }

    @Test
    void register_badFieldsAreNamed() {
        send("/auth/users", "{\"is_staff\":true}")
                .then()
                .statusCode(400)
                .body(
                        equalTo(
                                "{\"username\":[\"Это поле обязательно.\"],\"email\":[\"Это поле обязательно.\"],\"password\":[\"Это поле обязательно.\"]}"));
        Api.Someone taken = Api.someone();
        Api.post(
                        "/auth/users/",
                        Map.of("email", "x" + taken.email(), "username", taken.username(), "password", Api.PASSWORD))
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Пользователь с таким именем уже существует.\"]}"));
    }

    @Test
    void create_answersThePair_thatRefreshesOnce() {
        Api.Someone someone = Api.someone();
        Response pair = Api.post("/auth/jwt/create/", Map.of("username", someone.username(), "password", Api.PASSWORD));
        assertEquals(
                "{\"refresh\":\"%s\",\"access\":\"%s\"}".formatted(pair.path("refresh"), pair.path("access")),
                pair.asString());
        Api.me(pair.path("access")).then().statusCode(200);
        Response next = Api.post("/auth/jwt/refresh", Map.of("refresh", pair.path("refresh")));
        next.then().statusCode(200);
        assertEquals(
                "{\"refresh\":\"%s\",\"access\":\"%s\"}".formatted(next.path("refresh"), next.path("access")),
                next.asString());
        assertNotEquals((String) pair.path("refresh"), next.path("refresh"));
        Api.post("/auth/jwt/refresh/", Map.of("refresh", pair.path("refresh")))
                .then()
                .statusCode(401)
                .body(equalTo(NOT_VALID));
    }

    @Test
    void wrongPasswordsAndTokens_are401() {
        Api.post("/auth/jwt/create/", Map.of("username", Api.someone().username(), "password", "Wrong_12345"))
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Не найдено активной учетной записи с указанными данными\"}"));
        Api.post("/auth/jwt/refresh/", Map.of("refresh", Api.someone().access()))
                .then()
                .statusCode(401)
                .body(equalTo(NOT_VALID));
        send("/auth/jwt/create/", "{\"username\":1}")
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"username\":[\"Значение должно быть строкой.\"],\"password\":[\"Это поле обязательно.\"]}"));
        send("/auth/jwt/refresh/", "{\"refresh\":\" \"}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Это поле не может быть пустым.\"]}"));
        send("/auth/jwt/refresh/", "[]").then().statusCode(400);
        given().get("/auth/jwt/create/").then().statusCode(405).header("Allow", "POST");
    }

    private static Response send(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
