package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.Role;
import io.otklik.identity.AdministratorTestBase;
import io.otklik.identity.Api;
import io.otklik.identity.account.PersonReads;
import io.otklik.identity.account.RoleChange;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class ChangeRoleTest extends AdministratorTestBase {

    private static final String WRONG_ROLE = "{\"role\":\"Роль должна быть user или support\"}";

    @Inject
    PersonReads people;

    @Test
    void changeRole_answersExactlyThePerson() {
        Api.Someone someone = Api.someone();
        assertEquals(
                "{\"id\":%d,\"email\":\"%s\",\"role\":\"support\"}".formatted(someone.id(), someone.email()),
                Api.changeRole(admin.access(), someone.id(), Map.of("role", "support"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        Api.changeRole(admin.access(), someone.id(), Map.of("role", "support"))
                .then()
                .statusCode(200)
                .body("role", is("support"));
        Api.changeRole(admin.access(), someone.id(), Map.of("role", "user"))
                .then()
                .statusCode(200)
                .body("role", is("user"));
        Api.me(someone.access()).then().statusCode(200).body("role", is("user"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"role\":\"admin\"}",
                "{\"role\":\"moderator\"}",
                "{\"role\":\"SUPPORT\"}",
                "{\"role\":\"\"}",
                "{\"role\":null}",
                "{\"role\":1}",
                "{\"role\":[\"user\"]}",
                "{\"role\":\"user\\u0000\"}"
            })
    void changeRole_toAnythingElseIsThePlainStringOfTheDocument(String body) {
        Api.Someone someone = Api.someone();
        Api.changeRole(admin.access(), someone.id(), body)
                .then()
                .statusCode(400)
                .body(equalTo(WRONG_ROLE));
        Api.me(someone.access()).then().body("role", is("user"));
    }

    @Test
    void changeRole_withoutRoleOrJsonIs400() {
        long id = Api.someone().id();
        Api.changeRole(admin.access(), id, "{}")
                .then()
                .statusCode(400)
                .body(equalTo("{\"role\":\"Это поле обязательно.\"}"));
        Api.changeRole(admin.access(), id, "{")
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Ошибка разбора JSON.\"}"));
        Api.changeRole(admin.access(), id, "[]")
                .then()
                .statusCode(400)
                .body(equalTo("{\"detail\":\"Тело запроса должно быть объектом JSON.\"}"));
    }

    @Test
    void changeRole_ofOneselfOrAnotherAdministratorIsRefused() throws Throwable {
        Api.changeRole(admin.access(), admin.id(), Map.of("role", "user"))
                .then()
                .statusCode(400)
                .body(equalTo("{\"role\":\"Нельзя изменить собственную роль\"}"));
        Api.Someone other = someone(Role.ADMIN);
        Api.changeRole(admin.access(), other.id(), Map.of("role", "user"))
                .then()
                .statusCode(400)
                .body(equalTo("{\"role\":\"Нельзя изменить роль другого администратора\"}"));
        Api.me(other.access()).then().body("role", is("admin"));
        VertxContextSupport.subscribeAndAwait(
                () -> accounts.changeRole(new RoleChange(other.id(), Role.USER, admin.id(), true)));
        Api.authorized(other.access()).get("/api/v1/admin/users/").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "0", "-1", "abc", "99999999999999999999", "1.5", "%20"})
    void changeRole_ofNobodyIs404_beforeTheBodyIsRead(String id) {
        Api.authorized(admin.access())
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{")
                .patch("/api/v1/admin/users/" + id + "/role/")
                .then()
                .statusCode(404)
                .body(equalTo("{\"detail\":\"Не найдено.\"}"));
    }

    @Test
    void changeRole_ofSomebodyWhoseIdIsWrittenOtherwiseIs404() {
        long id = Api.someone().id();
        String arabic = Long.toString(id)
                .chars()
                .mapToObj(digit -> "%D9%A" + (char) digit)
                .collect(Collectors.joining());
        for (String written : List.of("+" + id, arabic)) {
            Api.authorized(admin.access())
                    .urlEncodingEnabled(false)
                    .contentType("application/json")
                    .body("{\"role\":\"support\"}")
                    .patch("/api/v1/admin/users/" + written + "/role/")
                    .then()
                    .statusCode(404)
                    .body(equalTo("{\"detail\":\"Не найдено.\"}"));
        }
    }

    @Test
    void changeRole_checksTheCallerFirst() {
        given().contentType("application/json")
                .body("{")
                .patch("/api/v1/admin/users/999999999/role/")
                .then()
                .statusCode(401);
        Api.changeRole(Api.someone().access(), 999999999, "{").then().statusCode(403);
    }

    @Test
    void changeRole_checksTheMediaTypeLast() {
        Api.Someone someone = Api.someone();
        String path = "/api/v1/admin/users/" + someone.id() + "/role/";
        given().contentType("text/plain").body("x").patch(path).then().statusCode(401);
        given().contentType("text/plain")
                .body("x")
                .patch("/api/v1/admin/users/abc/role/")
                .then()
                .statusCode(401);
        Api.authorized(someone.access())
                .contentType("text/plain")
                .body("x")
                .patch(path)
                .then()
                .statusCode(403);
        Api.authorized(admin.access())
                .contentType("text/plain")
                .body("x")
                .patch("/api/v1/admin/users/999999999/role/")
                .then()
                .statusCode(404);
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            Api.authorized(admin.access())
                    .contentType(type)
                    .body("{\"role\":\"support\"}")
                    .patch(path)
                    .then()
                    .statusCode(415)
                    .body(equalTo("{\"detail\":\"Неподдерживаемый тип данных в запросе.\"}"));
        }
        Api.me(someone.access()).then().body("role", is("user"));
        Api.authorized(admin.access())
                .contentType("application/json; charset=utf-8")
                .body("{\"role\":\"support\"}")
                .patch(path)
                .then()
                .statusCode(200);
    }

    @Test
    void changeRole_ofAModeratorToSupportChangesNothing_toUserDoes() throws Throwable {
        Api.Someone moderator = someone(Role.MODERATOR);
        assertEquals(
                "{\"id\":%d,\"email\":\"%s\",\"role\":\"support\"}".formatted(moderator.id(), moderator.email()),
                Api.changeRole(admin.access(), moderator.id(), Map.of("role", "support"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        assertEquals(
                Role.MODERATOR,
                VertxContextSupport.subscribeAndAwait(() -> people.required(moderator.id()))
                        .role());
        Api.changeRole(admin.access(), moderator.id(), Map.of("role", "user"))
                .then()
                .statusCode(200)
                .body("role", is("user"));
        assertEquals(
                Role.USER,
                VertxContextSupport.subscribeAndAwait(() -> people.required(moderator.id()))
                        .role());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "GET"})
    void changeRole_byAnotherMethodIs405(String method) {
        Api.authorized(admin.access())
                .request(method, "/api/v1/admin/users/" + admin.id() + "/role/")
                .then()
                .statusCode(405)
                .header("Allow", "PATCH")
                .body(equalTo("{\"detail\":\"Метод не разрешен.\"}"));
    }
}
