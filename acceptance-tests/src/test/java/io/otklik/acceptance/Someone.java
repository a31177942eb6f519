package io.otklik.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.MultiPartConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.http.entity.mime.HttpMultipartMode;

/** A person who uses the suite through the gateway, logged in. */
record Someone(long id, String username, String email, String password, String token, String refresh) {

    private static final String PASSWORD = "Sunflower_77";
    private static final String DESCRIPTION = "После логина выбрасывает на 500";

    private static final Duration ADMIN_LASTS = Duration.ofMinutes(5);
    private static Someone admin;
    private static Instant adminSince;

    private static final RestAssuredConfig LIKE_BROWSERS = RestAssured.config()
            .httpClient(HttpClientConfig.httpClientConfig().httpMultipartMode(HttpMultipartMode.BROWSER_COMPATIBLE))
            .multiPartConfig(MultiPartConfig.multiPartConfig().defaultCharset("UTF-8"));

    /** A new user, registered and logged in, under a name that nobody had. */
    static Someone registered() {
        String username = "u" + UUID.randomUUID().toString().replace("-", "");
        String email = username + "@example.com";
        long id = given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "email", email, "password", PASSWORD))
                .post("/api/v1/users/register/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        return login(id, username, email, PASSWORD);
    }

    /** The administrator whom the first start creates; logged in again only when his token, good for ten minutes, grows old. */
    static synchronized Someone admin() {
        if (admin == null || adminSince.isBefore(Instant.now().minus(ADMIN_LASTS))) {
            adminSince = Instant.now();
            Someone renewed = login(0, "admin", "admin@example.com", "Admin_12345");
            long id = renewed.request().get("/api/v1/users/me/").jsonPath().getLong("id");
            admin = new Someone(id, renewed.username, renewed.email, renewed.password, renewed.token, renewed.refresh);
        }
        return admin;
    }

    /** A new support agent. */
    static Someone agent() {
        Someone agent = registered();
        admin().changeRole(agent, "support");
        return agent;
    }

    /** A new moderator: an operator in desk. */
    static Someone moderator() {
        Someone moderator = registered();
        admin().changeRoleByBot(moderator, "MODERATOR");
        return moderator;
    }

    static Someone login(long id, String username, String email, String password) {
        var pair = given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/auth/login/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Someone(id, username, email, password, pair.getString("access"), pair.getString("refresh"));
    }

    void changeRole(Someone person, String role) {
        request()
                .body(Map.of("role", role))
                .patch("/api/v1/admin/users/" + person.id + "/role/")
                .then()
                .statusCode(200);
    }

    void changeRoleByBot(Someone person, String role) {
        request()
                .body(Map.of("role", role))
                .put("/bot/api/v1/users/" + person.uuid() + "/role")
                .then()
                .statusCode(200);
    }

    /** Blocks the person, or lets him in again. */
    void block(Someone person, boolean blocked) {
        block(person.uuid(), blocked);
    }

    /** As {@link #block(Someone, boolean)}, for whom is blocked already and cannot say his UUID any more. */
    void block(String person, boolean blocked) {
        request()
                .body(Map.of("is_active", !blocked))
                .put("/bot/api/v1/users/" + person + "/status")
                .then()
                .statusCode(200);
    }

    /** The person's id in bot. */
    String uuid() {
        return request()
                .get("/bot/api/v1/auth/me")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("id");
    }

    /** Posts JSON that must be taken with this status, and returns the answer. */
    JsonPath posts(String path, Map<String, ?> body, int status) {
        return request()
                .body(body)
                .post(path)
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    /** As {@link #posts}, for what only has to be done. */
    void sends(String path, Map<String, ?> body, int status) {
        request().body(body).post(path).then().statusCode(status);
    }

    /** What is there for this person. */
    JsonPath reads(String path) {
        return request().get(path).then().statusCode(200).extract().jsonPath();
    }

    /** Uploads a file in bot and returns what it is. */
    JsonPath uploads(String filename, byte[] content) {
        return form().multiPart("file", filename, content)
                .post("/bot/api/v1/files/upload")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The UUID of a ticket that this person may see: in bot, where alone it is shown, tickets carry titles. */
    String uuidOf(String title) {
        return reads("/bot/api/v1/tickets?size=100").getString("items.find { it.title == '" + title + "' }.id");
    }

    /** A JSON request of this person. */
    RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** A request of this person with a form of parts, sent as browsers do: texts and names of files in UTF-8. */
    RequestSpecification form() {
        return given().config(LIKE_BROWSERS).header("Authorization", "Bearer " + token);
    }

    /** A form that files a ticket, without files so far. */
    RequestSpecification ticketForm(String subject) {
        return form().multiPart(field("subject", subject))
                .multiPart(field("category", Long.toString(category())))
                .multiPart(field("description", DESCRIPTION));
    }

    /** A part of a form that is no file. */
    private static MultiPartSpecification field(String name, String value) {
        return new MultiPartSpecBuilder(value)
                .controlName(name)
                .emptyFileName()
                .charset(StandardCharsets.UTF_8)
                .build();
    }

    /** Files a ticket and returns its id. */
    long files(String subject) {
        return files(subject, category());
    }

    long files(String subject, long category) {
        return request()
                .body(Map.of("subject", subject, "description", DESCRIPTION, "category", category))
                .post("/api/v1/tickets/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** A category that this administrator makes now: its id and its name. */
    JsonPath newCategory() {
        return request()
                .body(Map.of("name", "Категория " + UUID.randomUUID()))
                .post("/api/v1/admin/tickets/categories/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The id of some category. */
    long category() {
        return request().get("/api/v1/tickets/categories/").jsonPath().getLong("[0].id");
    }

    void comments(long ticket, String text) {
        request()
                .body(Map.of("text", text))
                .post("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .statusCode(201);
    }

    void assigns(long ticket, Someone agent) {
        request()
                .body(Map.of("assigned_to", agent.id))
                .patch("/api/v1/support/tickets/" + ticket + "/assign/")
                .then()
                .statusCode(200);
    }

    void setsStatus(long ticket, String status) {
        request()
                .body(Map.of("status", status))
                .patch("/api/v1/support/tickets/" + ticket + "/status/")
                .then()
                .statusCode(200);
    }

    /** The newest notifications, the newest first. */
    JsonPath notifications() {
        return request()
                .get("/api/v1/notifications/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
