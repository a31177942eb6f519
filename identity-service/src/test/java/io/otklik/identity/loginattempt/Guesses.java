package io.otklik.identity.loginattempt;

import static io.restassured.RestAssured.given;

import io.otklik.identity.Api;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Logins from addresses that the gateway names. */
final class Guesses {

    static final String WRONG = "Wrong-12345";

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Guesses() {}

    /** Registered, and nowhere known. */
    static Api.Someone newcomer() {
        String name = Api.freshName();
        int id = Api.register(name, name + "@example.com", Api.PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Api.Someone(id, name, name + "@example.com", null, null);
    }

    static String freshAddress() {
        int next = NEXT.incrementAndGet();
        return "10.1." + next / 250 + "." + (next % 250 + 1);
    }

    static void fail(String name, String address, int times) {
        for (int i = 0; i < times; i++) {
            login(name, WRONG, address).then().statusCode(401);
        }
    }

    static Response login(String name, String password, String address) {
        return given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "6.6.6.6, " + address)
                .body(Map.of("username", name, "password", password))
                .post("/api/v1/auth/login/");
    }
}
