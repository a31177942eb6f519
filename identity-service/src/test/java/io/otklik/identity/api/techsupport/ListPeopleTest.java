package io.otklik.identity.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.otklik.events.Role;
import io.otklik.identity.AdministratorTestBase;
import io.otklik.identity.Api;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class ListPeopleTest extends AdministratorTestBase {

    @Test
    void list_isABareArray_newestFirst() {
        Api.Someone first = Api.someone();
        Api.Someone second = Api.someone();
        Response response = list("");
        List<Integer> ids = response.then().statusCode(200).extract().path("id");
        assertEquals((int) second.id(), ids.get(0));
        assertEquals((int) first.id(), ids.get(1));
        assertEquals(ids.stream().sorted(Comparator.reverseOrder()).toList(), ids);
        assertEquals(Integer.toString(ids.size()), response.header("X-Total-Count"));
        assertTrue(
                response.asString()
                        .startsWith("[{\"id\":%d,\"email\":\"%s\",\"role\":\"user\",\"username\":\"%s\"}"
                                .formatted(second.id(), second.email(), second.username())),
                response.asString());
    }

    @Test
    void list_filtersByRole_supportShowsModeratorsToo() throws Throwable {
        Api.Someone user = Api.someone();
        Api.Someone support = someone(Role.SUPPORT);
        Api.Someone moderator = someone(Role.MODERATOR);
        list("?role=support")
                .then()
                .statusCode(200)
                .body("role", everyItem(is("support")))
                .body("id", hasItem((int) support.id()))
                .body("id", hasItem((int) moderator.id()))
                .body("id", not(hasItem((int) user.id())));
        list("?role=user")
                .then()
                .statusCode(200)
                .body("role", everyItem(is("user")))
                .body("id", hasItem((int) user.id()))
                .body("id", not(hasItem((int) support.id())));
        list("?role=admin")
                .then()
                .statusCode(200)
                .body("role", everyItem(is("admin")))
                .body("id", hasItem((int) admin.id()));
    }

    @Test
    void list_unknownRoleIsThePlainStringOfTheDocument() {
        list("?role=boss")
                .then()
                .statusCode(400)
                .body(equalTo("{\"role\":\"Недопустимое значение. Возможные значения: admin, user, support\"}"));
        Api.authorized(admin.access())
                .header("Accept-Language", "en")
                .get("/api/v1/admin/users/?role=ADMIN")
                .then()
                .statusCode(400)
                .body(equalTo("{\"role\":\"Invalid value. Possible values: admin, user, support\"}"));
    }

    @Test
    void list_pagesByLinkWithoutGapOrRepeat() {
        for (int i = 0; i < 5; i++) {
            Api.register(Api.freshName(), Api.freshName() + "@example.com", Api.PASSWORD)
                    .then()
                    .statusCode(201);
        }
        List<Integer> all = list("?role=user").path("id");
        List<Integer> paged = new ArrayList<>();
        String next = "?role=user&limit=2";
        while (next != null) {
            Response piece = list(next);
            piece.then().statusCode(200).header("X-Total-Count", Integer.toString(all.size()));
            paged.addAll(piece.path("id"));
            String link = piece.header("Link");
            next = link == null ? null : link.substring(link.indexOf('?'), link.indexOf('>'));
        }
        assertEquals(all, paged);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "cursor=x", "limit=99999999999999999999"})
    void list_badPageIs400(String query) {
        String field = query.substring(0, query.indexOf('='));
        list("?" + query).then().statusCode(400).body(field + ".size()", is(1));
    }

    @Test
    void list_isForAdministratorsOnly() {
        given().get("/api/v1/admin/users/")
                .then()
                .statusCode(401)
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        Api.authorized(Api.someone().access())
                .get("/api/v1/admin/users/")
                .then()
                .statusCode(403)
                .body(equalTo("{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}"));
    }

    private Response list(String query) {
        return Api.authorized(admin.access()).get("/api/v1/admin/users/" + query);
    }
}
