package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Методы пользователя“; the rest of the way of a reset password is in {@link JourneyIT}. */
@ExtendWith(Suite.class)
class UsersIT {

    private static final String REGISTER = "/api/v1/users/register/";
    private static final String RESET = "/api/v1/auth/users/reset_password/";
    private static final String CONFIRM = "/api/v1/auth/users/reset_password_confirm/";

    private final String name = "u" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void register_answersThePerson() {
        post(REGISTER, Map.of("email", name + "@example.com", "username", name, "password", "Sunflower_77"))
                .then()
                .statusCode(201)
                .contentType(ContentType.JSON)
                .body(shown("{email: '%s@example.com', username: '%s', id: <number>}", name, name));
    }

    @Test
    void register_takesARepeatedPassword_whenItIsTheSame() {
        Map<String, String> body = Map.of(
                "email",
                name + "@example.com",
                "username",
                name,
                "password",
                "Sunflower_77",
                "re_password",
                "Sunflower_78");
        post(REGISTER, body).then().spec(invalid("{re_password: ['Введенные пароли не совпадают.']}"));
        Map<String, String> same = new HashMap<>(body);
        same.put("re_password", "Sunflower_77");
        post(REGISTER, same).then().statusCode(201);
    }

    @Test
    void register_ofTakenNamesNamesTheFields_withoutRegardToCase() {
        Someone taken = Someone.registered();
        Map<String, String> body = Map.of(
                "email",
                taken.email().toUpperCase(Locale.ROOT),
                "username",
                taken.username().toUpperCase(Locale.ROOT),
                "password",
                "Sunflower_77");
        post(REGISTER, body).then().spec(invalid("""
                {username: ['Пользователь с таким именем уже существует.'],
                 email: ['Пользователь с таким адресом электронной почты уже существует.']}"""));
        given().header("Accept-Language", "en")
                .contentType(ContentType.JSON)
                .body(body)
                .post(REGISTER)
                .then()
                .spec(invalid("""
                {username: ['A user with that username already exists.'],
                 email: ['A user with that email already exists.']}"""));
        post(REGISTER, Map.of("email", name + "@example.com", "username", taken.email(), "password", "Sunflower_77"))
                .then()
                .spec(invalid("{username: ['Пользователь с таким именем уже существует.']}"));
    }

    @Test
    void register_givesNobodyARole() {
        post(
                        REGISTER,
                        Map.of(
                                "email",
                                name + "@example.com",
                                "username",
                                name,
                                "password",
                                "Sunflower_77",
                                "role",
                                "admin",
                                "is_staff",
                                true,
                                "id",
                                1))
                .then()
                .statusCode(201);
        Someone person = Someone.login(0, name, name + "@example.com", "Sunflower_77");
        person.request().get("/api/v1/admin/users/").then().spec(Refused.FORBIDDEN);
        person.request().get("/api/v1/support/tickets/").then().spec(Refused.FORBIDDEN);
    }

    @Test
    void me_isTheCaller() {
        Someone person = Someone.registered();
        person.request()
                .get("/api/v1/users/me/")
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, email: '%s', username: '%s', role: 'user'}",
                        person.id(), person.email(), person.username()));
        given().get("/api/v1/users/me/").then().spec(Refused.NO_TOKEN);
    }

    @Test
    void me_hasTheRoleThatTheDocumentNames() {
        Someone agent = Someone.agent();
        agent.request().get("/api/v1/users/me/").then().body("role", equalTo("support"));
        Someone.admin().request().get("/api/v1/users/me/").then().body("role", equalTo("admin"));
    }

    @Test
    void reset_answersTheSameForKnownAndUnknownPeople_withoutAToken() {
        for (String email : new String[] {Someone.registered().email(), "nobody@example.com"}) {
            post(RESET, Map.of("email", email))
                    .then()
                    .statusCode(204)
                    .header("Content-Type", nullValue())
                    .body(emptyString());
        }
    }

    @Test
    void reset_ofNoAddressIsRefused() {
        post(RESET, Map.of("email", "x"))
                .then()
                .spec(invalid("{email: ['Введите правильный адрес электронной почты.']}"));
        post(RESET, Map.of()).then().spec(invalid("{email: ['Это поле обязательно.']}"));
    }

    @Test
    void confirm_ofABadLinkIsRefused() {
        Map<String, String> body = Map.of("uid", "x", "token", "x", "new_password", "Sunflower_78");
        post(CONFIRM, body).then().spec(invalid("{token: ['Ссылка для сброса пароля недействительна или устарела.']}"));
        post(CONFIRM, Map.of()).then().spec(invalid("""
                {uid: ['Это поле обязательно.'], token: ['Это поле обязательно.'],
                 new_password: ['Это поле обязательно.']}"""));
    }

    private static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }
}
