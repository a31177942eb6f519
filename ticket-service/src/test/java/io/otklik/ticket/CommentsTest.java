package io.otklik.ticket;

import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.comment;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CommentsTest {

    @Test
    void create_answersTheDocumentsBody() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        Response created = as(owner)
                .body("{\"text\": \"Можно подробнее описать проблему?\", \"is_internal\": false}")
                .post(TICKETS + id + "/comments/");
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":" + created.jsonPath().getLong("id")
                        + ",\"text\":\"Можно подробнее описать проблему?\",\"is_internal\":false}"));
    }

    @Test
    void create_takesMessageForText() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .body("{\"message\": \"Текст\"}")
                .post(TICKETS + id + "/comments")
                .then()
                .statusCode(201)
                .body("text", is("Текст"))
                .body("is_internal", is(false));
    }

    @Test
    void create_withoutTextIsRefusedAsDocumented() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .body("{}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"text\":[\"Это поле обязательно.\"]}"));
        as(owner)
                .header("Accept-Language", "en")
                .body("{}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"text\":[\"This field is required.\"]}"));
    }

    @Test
    void create_internalIsForStaffOnly() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        as(owner)
                .body("{\"text\": \"Тайно\", \"is_internal\": true}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(403)
                .body(equalTo("{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}"));
        for (String body : new String[] {"{\"is_internal\": true}", "{\"text\": \" \", \"is_internal\": true}"}) {
            as(owner)
                    .body(body)
                    .post(TICKETS + id + "/comments/")
                    .then()
                    .statusCode(403)
                    .body(equalTo("{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}"));
            as(user()).body(body).post(TICKETS + id + "/comments/").then().statusCode(404);
            as(agent()).body(body).post(TICKETS + id + "/comments/").then().statusCode(400);
        }
        as(agent())
                .body("{\"text\": \"Тайно\", \"is_internal\": true}")
                .post(TICKETS + id + "/comments/")
                .then()
                .statusCode(201)
                .body("is_internal", is(true));
        as(owner)
                .get(TICKETS + id + "/comments/")
                .then()
                .header("X-Total-Count", "0")
                .body(equalTo("[]"));
    }

    @Test
    void foreign_isNotThereForAUser() {
        long id = ticket(user(), "Тема");
        PersonState stranger = user();
        as(stranger).get(TICKETS + id + "/comments/").then().statusCode(404);
        for (String body : new String[] {"{\"text\": \"Т\"}", "{\"text\": \"Т\", \"is_internal\": true}", "{}", "{"}) {
            as(stranger)
                    .body(body)
                    .post(TICKETS + id + "/comments/")
                    .then()
                    .statusCode(404)
                    .body(equalTo("{\"detail\":\"Не найдено.\"}"));
        }
        as(stranger).get(TICKETS + id + "/comments/?limit=0").then().statusCode(404);
    }

    @Test
    void foreign_isOpenToWhoHasJustBecomeStaff() {
        long id = ticket(user(), "Тема");
        PersonState before = user();
        as(before).get(TICKETS + id + "/comments/").then().statusCode(404);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));

        as(before).get(TICKETS + id + "/comments/").then().statusCode(200);

        assertThat(promoted.revision(), is(2L));
    }

    @Test
    void internal_isAllowedToWhoHasJustBecomeStaff() {
        long id = ticket(user(), "Тема");
        PersonState before = user();
        as(before).get(TICKETS).then().statusCode(200);
        PersonState promoted = StandInIdentity.knows(Cast.all().changed(before, Role.SUPPORT, false, 1));

        long comment = comment(before, id, "Тайно", true);

        as(promoted).get(TICKETS + id + "/comments/").then().body("[0].id", is((int) comment));
    }

    @Test
    void list_answersTheDocumentsRowsOldestFirst() {
        PersonState owner = user();
        PersonState agent = agent();
        long id = ticket(owner, "Тема");
        long first = comment(owner, id, "Первый", false);
        long hidden = comment(agent, id, "Тайно", true);
        long last = comment(agent, id, "Ответ", false);

        Response staff = as(admin()).get(TICKETS + id + "/comments/");
        staff.then()
                .statusCode(200)
                .header("X-Total-Count", "3")
                .body("id.collect{it as Long}", contains(first, hidden, last))
                .body("is_internal", contains(false, true, false));

        Response own = as(owner).get(TICKETS + id + "/comments/");
        own.then().header("X-Total-Count", "2");
        String at = own.jsonPath().getString("[1].created_at");
        assertThat(
                own.asString(),
                containsString("{\"id\":" + last + ",\"text\":\"Ответ\",\"is_internal\":false,\"user\":{\"id\":"
                        + agent.id() + ",\"email\":\"" + agent.email() + "\"},\"created_at\":\"" + at + "\"}]"));
    }

    @Test
    void list_isPaged() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        long first = comment(owner, id, "1", false);
        long second = comment(owner, id, "2", false);
        long third = comment(owner, id, "3", false);
        Response page = as(owner).get(TICKETS + id + "/comments/?limit=2");
        page.then()
                .header("X-Total-Count", "3")
                .header("Link", containsString("cursor=" + second))
                .body("id.collect{it as Long}", contains(first, second));
        as(owner)
                .urlEncodingEnabled(false)
                .get(page.header("Link").replaceAll("<(.*)>.*", "$1"))
                .then()
                .header("X-Total-Count", "3")
                .header("Link", nullValue())
                .body("id.collect{it as Long}", contains(third));
    }
}
