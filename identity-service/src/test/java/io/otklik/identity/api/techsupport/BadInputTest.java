package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint that takes a body and needs no token, with everything that is no body. Register has more in its own test. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BadInputTest {

    private static final String REQUIRED = "Это поле обязательно.";

    @Inject
    Pool pool;

    private long rowsBefore;

    enum Endpoint {
        REGISTER("/api/v1/users/register/", List.of("username", "email", "password")),
        LOGIN("/api/v1/auth/login/", List.of("username", "password")),
        REFRESH("/api/v1/auth/token/refresh/", List.of("refresh")),
        VERIFY("/api/v1/auth/token/verify/", List.of("token")),
        LOGOUT("/api/v1/auth/logout/", List.of("refresh")),
        RESET("/api/v1/auth/users/reset_password/", List.of("email")),
        CONFIRM("/api/v1/auth/users/reset_password_confirm/", List.of("uid", "token", "new_password"));

        private static final Map<String, String> GOOD = Map.of(
                "username", "bad.input",
                "email", "bad.input@example.com",
                "password", "Passw0rd-123",
                "new_password", "Passw0rd-123",
                "uid", "0192f6a0-0000-7000-8000-000000000000",
                "refresh", "a.b.c",
                "token", "a.b.c");

        private final String path;
        private final List<String> fields;

        Endpoint(String path, List<String> fields) {
            this.path = path;
            this.fields = fields;
        }

        Map<String, Object> good() {
            Map<String, Object> body = new LinkedHashMap<>();
            fields.forEach(field -> body.put(field, GOOD.get(field)));
            return body;
        }
    }

    static List<Object[]> badValues() {
        String notAString = "Значение должно быть строкой.";
        String empty = "Это поле не может быть пустым.";
        return java.util.stream.Stream.of(Endpoint.values())
                .flatMap(endpoint -> java.util.stream.Stream.of(
                        new Object[] {endpoint, "null", empty},
                        new Object[] {endpoint, "\"\"", empty},
                        new Object[] {endpoint, "\" \\n \"", empty},
                        new Object[] {endpoint, "17", notAString},
                        new Object[] {endpoint, "1e400", notAString},
                        new Object[] {endpoint, "true", notAString},
                        new Object[] {endpoint, "[\"a\"]", notAString},
                        new Object[] {endpoint, "{\"a\":1}", notAString},
                        new Object[] {endpoint, "\"ab\\u0000cdefgh\"", "Нулевые символы не допускаются."},
                        new Object[] {endpoint, "\"ab\\ud800cdefgh\"", "Недопустимые символы Юникода."}))
                .toList();
    }

    @BeforeEach
    void countRows() {
        rowsBefore = rows();
    }

    @AfterEach
    void nothingWasStored() {
        assertEquals(rowsBefore, rows());
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void field_badValueIsNamed_alone(Endpoint endpoint, String value, String message) {
        for (String field : endpoint.fields) {
            Map<String, Object> body = endpoint.good();
            body.remove(field);
            String others = new JsonObject(body).encode();
            String json = "{\"" + field + "\":" + value + (body.isEmpty() ? "}" : "," + others.substring(1));
            send(endpoint, json).then().statusCode(400).body(equalTo("{\"" + field + "\":[\"" + message + "\"]}"));
        }
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void fields_missingAreAllNamed_inTheirOrder_inRussianAndEnglish(Endpoint endpoint) {
        send(endpoint, "{}").then().statusCode(400).body(equalTo(all(endpoint, REQUIRED)));
        given().contentType("application/json")
                .header("Accept-Language", "en")
                .body("{\"unknown\":1,\"role\":\"admin\",\"is_staff\":true}")
                .post(endpoint.path)
                .then()
                .statusCode(400)
                .body(equalTo(all(endpoint, "This field is required.")));
        given().contentType("application/json")
                .post(endpoint.path)
                .then()
                .statusCode(400)
                .body(equalTo(all(endpoint, REQUIRED)));
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void body_thatIsNoJsonObjectIsRefused(Endpoint endpoint) {
        for (String malformed : List.of("{", "{\"a\":}", "nonsense", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}")) {
            send(endpoint, malformed).then().statusCode(400).body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
        }
        for (String another : List.of("[]", "[{}]", "\"text\"", "1", "null", "true")) {
            send(endpoint, another)
                    .then()
                    .statusCode(400)
                    .body(equalTo("{\"detail\":\"Тело запроса должно быть объектом JSON.\"}"));
        }
        byte[] latin1 = ("{\"" + endpoint.fields.get(0) + "\":\"caf\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);
        given().contentType("application/json")
                .body(latin1)
                .post(endpoint.path)
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
        send(endpoint, "[".repeat(5_000)).then().statusCode(400).body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void mediaTypeAndMethod_othersAreRefused(Endpoint endpoint) {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            given().contentType(type)
                    .body(new JsonObject(endpoint.good()).encode())
                    .post(endpoint.path)
                    .then()
                    .statusCode(415)
                    .body(equalTo("{\"detail\":\"Неподдерживаемый тип данных в запросе.\"}"));
        }
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
            given().request(method, endpoint.path)
                    .then()
                    .statusCode(405)
                    .header("Allow", "POST")
                    .body(equalTo("{\"detail\":\"Метод не разрешен.\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Type, none", "Content-Type, application/json", "Content-Type, multipart/form-data; boundary=x"})
    void body_over1MebibyteIsRefused(String header, String value) throws Exception {
        byte[] large = new byte[3 << 20];
        refusedAsTooLarge(header, value, HttpRequest.BodyPublishers.ofByteArray(large));
    }

    @ParameterizedTest
    @CsvSource({"X-Type, none", "Content-Type, application/json"})
    void body_thatGrowsOver1MebibyteIsRefused(String header, String value) throws Exception {
        byte[] large = new byte[3 << 20];
        refusedAsTooLarge(
                header, value, HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    }

    private static void refusedAsTooLarge(String header, String value, HttpRequest.BodyPublisher body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + Endpoint.LOGIN.path))
                .header(header, value)
                .POST(body)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(413, answer.statusCode());
        assertEquals("{\"detail\":\"Тело запроса слишком велико.\"}", answer.body());
    }

    @Test
    void field_tooLongIsRefused_aTokenIsJustABadOne() {
        send(Endpoint.LOGIN, body(Map.of("username", "x".repeat(255), "password", "x".repeat(129))))
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Убедитесь, что это значение содержит не более 254 символов.\"],"
                        + "\"password\":[\"Убедитесь, что это значение содержит не более 128 символов.\"]}"));
        send(Endpoint.RESET, body(Map.of("email", "x".repeat(250) + "@example.com")))
                .then()
                .statusCode(400)
                .body(equalTo("{\"email\":[\"Убедитесь, что это значение содержит не более 254 символов.\"]}"));
        String longest = "x".repeat(900_000);
        send(Endpoint.REFRESH, body(Map.of("refresh", longest))).then().statusCode(401);
        send(Endpoint.VERIFY, body(Map.of("token", longest))).then().statusCode(401);
        send(Endpoint.LOGOUT, body(Map.of("refresh", longest)))
                .then()
                .statusCode(400)
                .body(equalTo("{\"refresh\":[\"Токен недействителен или просрочен.\"]}"));
        String third = "x".repeat(300_000);
        send(Endpoint.CONFIRM, body(Map.of("uid", third, "token", third, "new_password", third)))
                .then()
                .statusCode(400)
                .body(equalTo("{\"token\":[\"Ссылка для сброса пароля недействительна или устарела.\"]}"));
    }

    @Test
    void email_thatIsNoneIsRefused() {
        for (String email : List.of(
                "nobody",
                "a@b",
                "a@b@example.com",
                "a b@example.com",
                "@example.com",
                "a@example.com\r\nBcc: b@example.com")) {
            send(Endpoint.RESET, body(Map.of("email", email)))
                    .then()
                    .statusCode(400)
                    .body(equalTo("{\"email\":[\"Введите правильный адрес электронной почты.\"]}"));
        }
        given().contentType("application/json")
                .header("Accept-Language", "en")
                .body("{\"email\":\"nobody\"}")
                .post(Endpoint.RESET.path)
                .then()
                .statusCode(400)
                .body(equalTo("{\"email\":[\"Enter a valid email address.\"]}"));
    }

    @Test
    void login_withBothNamesTakesTheUsername() {
        send(Endpoint.LOGIN, "{\"username\":5,\"email\":\"a@example.com\",\"password\":\"x\"}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"Значение должно быть строкой.\"]}"));
    }

    @Test
    void json_withACharsetIsTaken() {
        given().contentType("application/json; charset=UTF-8")
                .body("{\"token\":\"x\"}")
                .post(Endpoint.VERIFY.path)
                .then()
                .statusCode(401);
    }

    private static String all(Endpoint endpoint, String message) {
        StringBuilder body = new StringBuilder();
        endpoint.fields.forEach(
                field -> body.append(body.isEmpty() ? "{" : ",").append("\"" + field + "\":[\"" + message + "\"]"));
        return body.append("}").toString();
    }

    private static String body(Map<String, Object> fields) {
        return new JsonObject(fields).encode();
    }

    private static Response send(Endpoint endpoint, String body) {
        return Api.post(endpoint.path, body);
    }

    private long rows() {
        return pool.query("select (select count(*) from person) + (select count(*) from session)"
                        + " + (select count(*) from login_attempt) + (select count(*) from password_reset_wish)")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
