package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class RegisterTest {

    private static final String REQUIRED = "Это поле обязательно.";

    @Test
    void register_answersExactlyThePerson() {
        String name = Api.freshName();
        Response response = Api.register(name, name + "@Example.com", Api.PASSWORD);
        int id = response.then().statusCode(201).extract().path("id");
        assertEquals(
                "{\"email\":\"%s@Example.com\",\"username\":\"%s\",\"id\":%d}".formatted(name, name, id),
                response.asString());
    }

    @Test
    void register_ignoresUnknownFields_aboveAllTheRole() {
        String name = Api.freshName();
        Map<String, Object> body = valid(name);
        body.put("role", "admin");
        body.put("is_staff", true);
        body.put("blocked", true);
        body.put("id", 1);
        Api.post("/api/v1/users/register", body).then().statusCode(201);
        String access =
                Api.login(name, Api.PASSWORD).then().statusCode(200).extract().path("access");
        Api.me(access).then().statusCode(200).body("role", is("user"));
        Api.authorized(access).get("/api/v1/admin/users").then().statusCode(403);
    }

    @Test
    void register_emptyObjectNamesAllThree_inRussianAndEnglish() {
        Api.post("/api/v1/users/register/", "{}")
                .then()
                .statusCode(400)
                .body(equalTo(
                        "{\"username\":[\"%1$s\"],\"email\":[\"%1$s\"],\"password\":[\"%1$s\"]}".formatted(REQUIRED)));
        given().contentType(ContentType.JSON)
                .header("Accept-Language", "en-US,en;q=0.9")
                .body("{}")
                .post("/api/v1/users/register/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"username\":[\"%1$s\"],\"email\":[\"%1$s\"],\"password\":[\"%1$s\"]}"
                        .formatted("This field is required.")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            username | null              | Это поле не может быть пустым.
            username | ""                | Это поле не может быть пустым.
            username | "   "             | Это поле не может быть пустым.
            username | 12                | Значение должно быть строкой.
            username | ["a"]             | Значение должно быть строкой.
            username | {"a":1}           | Значение должно быть строкой.
            username | "ab"              | Убедитесь, что это значение содержит не менее 3 символов.
            username | "a\\u0000bc"      | Нулевые символы не допускаются.
            username | "a b c"           | Введите правильное имя пользователя. Оно может содержать только буквы, цифры и знаки @/./+/-/_.
            username | "<b>bold</b>"     | Введите правильное имя пользователя. Оно может содержать только буквы, цифры и знаки @/./+/-/_.
            username | "a\\nbcd"         | Введите правильное имя пользователя. Оно может содержать только буквы, цифры и знаки @/./+/-/_.
            email    | null              | Это поле не может быть пустым.
            email    | ""                | Это поле не может быть пустым.
            email    | true              | Значение должно быть строкой.
            email    | "nobody"          | Введите правильный адрес электронной почты.
            email    | "a@b"             | Введите правильный адрес электронной почты.
            email    | "a@b@example.com" | Введите правильный адрес электронной почты.
            email    | "a b@example.com" | Введите правильный адрес электронной почты.
            email    | "a@example..com"  | Введите правильный адрес электронной почты.
            email    | "a@-example.com"  | Введите правильный адрес электронной почты.
            email    | ".a@example.com"  | Введите правильный адрес электронной почты.
            email    | "@example.com"    | Введите правильный адрес электронной почты.
            email    | "a@example.com\\r\\nBcc: b@example.com" | Введите правильный адрес электронной почты.
            email    | "a\\u0000@example.com" | Нулевые символы не допускаются.
            password | null              | Это поле не может быть пустым.
            password | ""                | Это поле не может быть пустым.
            password | 12345678          | Значение должно быть строкой.
            password | "short-7"         | Убедитесь, что это значение содержит не менее 8 символов.
            password | "Passw0rd\\u0000" | Нулевые символы не допускаются.
            password | "Bad.Input"       | Пароль не должен совпадать с именем пользователя или адресом электронной почты.
            password | "bad.input@example.com" | Пароль не должен совпадать с именем пользователя или адресом электронной почты.
            re_password | "another-123"  | Введенные пароли не совпадают.
            re_password | null           | Это поле не может быть пустым.
            """)
    void register_namesTheWrongField(String field, String value, String message) {
        Map<String, String> json = new HashMap<>(Map.of(
                "username", "\"bad.input\"", "email", "\"bad.input@example.com\"", "password", "\"Passw0rd-123\""));
        json.put(field, value);
        StringBuilder body = new StringBuilder("{");
        json.forEach((name, sent) -> body.append(body.length() > 1 ? "," : "").append("\"" + name + "\":" + sent));
        Api.post("/api/v1/users/register/", body.append("}").toString())
                .then()
                .statusCode(400)
                .body(equalTo("{\"%s\":[\"%s\"]}".formatted(field, message)));
    }

    @Test
    void register_tooLongIsRefused_theLimitIsNot() {
        String tail = "-" + Api.freshName();
        String longest = "ы".repeat(150 - tail.length()) + tail;
        String host = "@" + "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".com";
        String longestMail = "m".repeat(64) + host;
        Map<String, Object> body = valid("x");
        body.put("username", longest + "ы");
        body.put("email", longestMail + "x".repeat(260 - longestMail.length()));
        body.put("password", "p".repeat(129));
        Api.post("/api/v1/users/register/", body)
                .then()
                .statusCode(400)
                .body("username[0]", is("Убедитесь, что это значение содержит не более 150 символов."))
                .body("email[0]", is("Убедитесь, что это значение содержит не более 254 символов."))
                .body("password[0]", is("Убедитесь, что это значение содержит не более 128 символов."));
        body.put("username", longest);
        body.put("email", longestMail);
        body.put("password", "п".repeat(128));
        body.put("re_password", "п".repeat(128));
        Api.post("/api/v1/users/register/", body).then().statusCode(201);
        Api.login(longestMail.toUpperCase(), "п".repeat(128)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"username\":}", "nonsense", "{} {}", "{\"a\":1,\"a\":2}"})
    void register_malformedJsonIsRefused(String body) {
        Api.post("/api/v1/users/register/", body)
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "\"text\"", "1", "null"})
    void register_anotherJsonValueIsRefused(String body) {
        Api.post("/api/v1/users/register/", body)
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Тело запроса должно быть объектом JSON.\"}"));
    }

    @Test
    void register_emptyBodyNamesAllThree() {
        given().contentType(ContentType.JSON)
                .post("/api/v1/users/register/")
                .then()
                .statusCode(400)
                .body("$", hasKey("username"))
                .body("$", hasKey("email"))
                .body("$", hasKey("password"));
    }

    @Test
    void register_anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body("{}")
                .post("/api/v1/users/register/")
                .then()
                .statusCode(415)
                .body(equalTo("{\"detail\":\"Неподдерживаемый тип данных в запросе.\"}"));
        given().contentType("application/xml")
                .header("Accept-Language", "en")
                .body("<a/>")
                .post("/api/v1/users/register/")
                .then()
                .statusCode(415)
                .body(equalTo("{\"detail\":\"Unsupported media type in request.\"}"));
    }

    @Test
    void register_anotherMethodIsRefused() {
        given().get("/api/v1/users/register/")
                .then()
                .statusCode(405)
                .body(equalTo("{\"detail\":\"Метод не разрешен.\"}"));
    }

    @Test
    void register_withAStaleTokenStillWorks() {
        Api.authorized("stale")
                .contentType(ContentType.JSON)
                .body(valid(Api.freshName()))
                .post("/api/v1/users/register/")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> valid(String name) {
        return new HashMap<>(Map.of(
                "username",
                name,
                "email",
                name + "@example.com",
                "password",
                Api.PASSWORD,
                "re_password",
                Api.PASSWORD));
    }
}
