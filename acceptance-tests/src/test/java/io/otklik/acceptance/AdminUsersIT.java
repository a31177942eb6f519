package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Получение полного списка пользователей“ and „Изменение роли пользователя“. */
@ExtendWith(Suite.class)
class AdminUsersIT {

    private static final String USERS = "/api/v1/admin/users/";

    private Someone admin;

    @BeforeEach
    void logIn() {
        admin = Someone.admin();
    }

    @Test
    void list_showsEverybody_newestFirst() {
        Someone user = Someone.registered();
        Someone agent = Someone.agent();
        admin.request()
                .get(USERS + "?limit=2")
                .then()
                .statusCode(200)
                .body(shown(
                        """
                [{id: %d, email: '%s', role: 'support', username: '%s'},
                 {id: %d, email: '%s', role: 'user', username: '%s'}]""", agent.id(), agent.email(), agent.username(), user.id(), user.email(), user.username()));
    }

    @Test
    void list_filtersByRole() {
        Someone user = Someone.registered();
        Someone agent = Someone.agent();
        admin.request()
                .get(USERS + "?role=admin")
                .then()
                .statusCode(200)
                .body(shown("[{id: %d, email: 'admin@example.com', role: 'admin', username: 'admin'}]", admin.id()));
        admin.request()
                .get(USERS + "?role=support")
                .then()
                .body("role", everyItem(is("support")))
                .body("id", hasItem((int) agent.id()))
                .body("id", not(hasItem((int) user.id())));
        admin.request()
                .get(USERS + "?role=user")
                .then()
                .body("role", everyItem(is("user")))
                .body("id", hasItem((int) user.id()))
                .body("id", not(hasItem((int) agent.id())));
    }

    @Test
    void list_ofAnUnknownRoleIsRefusedWithTheDocumentsBody() {
        admin.request()
                .get(USERS + "?role=boss")
                .then()
                .spec(invalid("{role: 'Недопустимое значение. Возможные значения: admin, user, support'}"));
        admin.request()
                .header("Accept-Language", "en")
                .get(USERS + "?role=boss")
                .then()
                .spec(invalid("{role: 'Invalid value. Possible values: admin, user, support'}"));
    }

    @Test
    void role_isChangedBackAndForth() {
        Someone person = Someone.registered();
        for (String role : List.of("support", "user")) {
            change(person.id(), Map.of("role", role))
                    .then()
                    .statusCode(200)
                    .body(shown("{id: %d, email: '%s', role: '%s'}", person.id(), person.email(), role));
        }
    }

    @Test
    void role_thatNobodyMayGiveIsRefusedWithTheDocumentsBody() {
        Someone person = Someone.registered();
        for (Object role : List.of("admin", "moderator", "SUPPORT", "", 1)) {
            change(person.id(), Map.of("role", role))
                    .then()
                    .spec(invalid("{role: 'Роль должна быть user или support'}"));
        }
        change(person.id(), Map.of()).then().spec(invalid("{role: 'Это поле обязательно.'}"));
        person.request().get("/api/v1/users/me/").then().body("role", is("user"));
    }

    @Test
    void role_ofOneselfStays() {
        change(admin.id(), Map.of("role", "user")).then().spec(invalid("{role: 'Нельзя изменить собственную роль'}"));
        admin.request().get("/api/v1/users/me/").then().body("role", is("admin"));
    }

    @Test
    void role_ofNobodyIsNotFound() {
        change(987654321, Map.of("role", "support")).then().spec(Refused.NOT_FOUND);
        change(987654321, Map.of("role", "boss")).then().spec(Refused.NOT_FOUND);
    }

    @Test
    void methods_areForAdministratorsOnly() {
        for (Someone person : List.of(Someone.registered(), Someone.agent())) {
            person.request().get(USERS).then().spec(Refused.FORBIDDEN);
            person.request()
                    .body(Map.of("role", "support"))
                    .patch(USERS + person.id() + "/role/")
                    .then()
                    .spec(Refused.FORBIDDEN);
        }
        given().get(USERS).then().spec(Refused.NO_TOKEN);
        given().patch(USERS + admin.id() + "/role/").then().spec(Refused.NO_TOKEN);
    }

    private Response change(long id, Map<String, ?> body) {
        return admin.request().body(body).patch(USERS + id + "/role/");
    }
}
