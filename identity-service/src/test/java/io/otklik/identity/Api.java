package io.otklik.identity;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The service as a client of techsupport sees it. */
public final class Api {

    public static final String PASSWORD = "Passw0rd-123";

    private static final AtomicLong NEXT = new AtomicLong();

    private Api() {}

    /** Somebody registered and logged in. */
    public record Someone(long id, String username, String email, String access, String refresh) {}

    public static String freshName() {
        return "person" + NEXT.incrementAndGet();
    }

    public static Someone someone() {
        String username = freshName();
        String email = username + "@example.com";
        int id = register(username, email, PASSWORD)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return loggedIn(id, username, email, PASSWORD);
    }

    public static Someone admin() {
        Response login = login("admin", "Admin_12345");
        int id = authorized(login.path("access"))
                .get("/api/v1/users/me")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        return new Someone(id, "admin", "admin@example.com", login.path("access"), login.path("refresh"));
    }

    public static Someone loggedIn(long id, String username, String email, String password) {
        Response login = login(username, password);
        login.then().statusCode(200);
        return new Someone(id, username, email, login.path("access"), login.path("refresh"));
    }

    public static Response register(String username, String email, String password) {
        return post("/api/v1/users/register/", Map.of("username", username, "email", email, "password", password));
    }

    public static Response login(String username, String password) {
        return post("/api/v1/auth/login/", Map.of("username", username, "password", password));
    }

    public static Response refresh(String token) {
        return post("/api/v1/auth/token/refresh/", Map.of("refresh", token));
    }

    public static Response verify(String token) {
        return post("/api/v1/auth/token/verify/", Map.of("token", token));
    }

    public static Response logout(String refresh) {
        return post("/api/v1/auth/logout/", Map.of("refresh", refresh));
    }

    public static Response me(String access) {
        return authorized(access).get("/api/v1/users/me/");
    }

    public static Response changeRole(String access, Object id, Object body) {
        return authorized(access)
                .contentType(ContentType.JSON)
                .body(body)
                .patch("/api/v1/admin/users/" + id + "/role/");
    }

    public static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    public static RequestSpecification authorized(String access) {
        return given().header("Authorization", "Bearer " + access);
    }

    /** The answers to as many requests that start at the same time. */
    public static List<Response> atOnce(int times, Callable<Response> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Response>> futures = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            futures.add(threads.submit(() -> {
                start.await();
                return request.call();
            }));
        }
        start.countDown();
        List<Response> answers = new ArrayList<>();
        for (Future<Response> future : futures) {
            answers.add(future.get());
        }
        threads.shutdown();
        return answers;
    }
}
