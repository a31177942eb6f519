package io.otklik.identity.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Writes with an {@code Idempotency-Key}. */
@QuarkusTest
@WithTestResource(RealParts.class)
class SafeWritesTest {

    private final String key = UUID.randomUUID().toString();

    @Test
    void register_sentAgainIsAnsweredTheSame() {
        Map<String, String> body = person();
        Response first = post("/api/v1/users/register/", body);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        post("/api/v1/users/register", body)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .contentType(first.contentType())
                .body(equalTo(first.asString()));
        Map<String, String> other = new HashMap<>(body);
        other.put("password", Api.PASSWORD + "x");
        post("/api/v1/users/register/", other)
                .then()
                .statusCode(422)
                .body("detail", is("Этот ключ Idempotency-Key уже использован с другим запросом."));
        Api.post("/api/v1/users/register/", body).then().statusCode(400);
    }

    @Test
    void register_twiceAtOnceIsOnePerson() throws Exception {
        Map<String, String> body = person();
        List<Response> twins = Api.atOnce(2, () -> post("/api/auth/register/", body));
        twins.forEach(twin -> twin.then().statusCode(201));
        assertEquals(twins.get(0).asString(), twins.get(1).asString());
    }

    @Test
    void refusedRegistering_leavesTheKeyFree() {
        Map<String, String> body = person();
        Map<String, String> bad = new HashMap<>(body);
        bad.put("username", "admin");
        post("/auth/users", bad).then().statusCode(400);
        post("/auth/users", body).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void login_isNotKept() {
        Map<String, String> body = person();
        post("/api/v1/users/register/", body).then().statusCode(201);
        Response first = post("/api/v1/auth/login/", body);
        first.then().statusCode(200);
        post("/api/v1/auth/login/", body)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", nullValue())
                .body("access", not(first.path("access").toString()));
    }

    @Test
    void role_isChangedOnce() {
        Api.Someone someone = Api.someone();
        String admin = Api.admin().access();
        Response first = role(admin, someone.id(), "support");
        first.then().statusCode(200);
        Api.changeRole(admin, someone.id(), Map.of("role", "user")).then().statusCode(200);
        role(admin, someone.id(), "support")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first.asString()));
        Api.me(someone.access()).then().body("role", is("user"));
        role(someone.access(), someone.id(), "support").then().statusCode(403);
    }

    private Response role(String by, long person, String role) {
        return Api.authorized(by)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(Map.of("role", role))
                .patch("/api/v1/admin/users/" + person + "/role/");
    }

    private Response post(String path, Map<String, String> body) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post(path);
    }

    private static Map<String, String> person() {
        String name = Api.freshName();
        return Map.of("username", name, "email", name + "@example.com", "password", Api.PASSWORD);
    }
}
