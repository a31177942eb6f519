package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Получение комментариев к тикету“ and „Создание комментария к тикету“. */
@ExtendWith(Suite.class)
class CommentsIT {

    private Someone owner;
    private Someone agent;
    private String comments;

    @BeforeEach
    void file() {
        owner = Someone.registered();
        agent = Someone.agent();
        comments = "/api/v1/tickets/" + owner.files("Не работает вход") + "/comments/";
    }

    @Test
    void create_answersTheComment() {
        post(owner, Map.of("text", "Можно подробнее описать проблему?", "is_internal", false))
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, text: 'Можно подробнее описать проблему?', is_internal: false}"));
        post(owner, Map.of("message", "Другое имя поля"))
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, text: 'Другое имя поля', is_internal: false}"));
    }

    @Test
    void list_isOldestFirst_andTheSameForTheOwnerAndTheAgent() {
        owner.request().get(comments).then().statusCode(200).body(shown("[]"));
        long first = id(post(owner, Map.of("text", "Где ответ?")));
        long second = id(post(agent, Map.of("text", "Спасибо за обращение, мы начали работать над этим")));
        for (Someone reader : List.of(owner, agent)) {
            reader.request()
                    .get(comments)
                    .then()
                    .statusCode(200)
                    .header("X-Total-Count", "2")
                    .body(shown("""
                    [{id: %d, text: 'Где ответ?', is_internal: false, user: {id: %d, email: '%s'}, created_at: <time>},
                     {id: %d, text: 'Спасибо за обращение, мы начали работать над этим', is_internal: false,
                      user: {id: %d, email: '%s'}, created_at: <time>}]""", first, owner.id(), owner.email(), second, agent.id(), agent.email()));
        }
    }

    @Test
    void internal_isForStaffOnly() {
        post(owner, Map.of("text", "Тайное", "is_internal", true)).then().spec(Refused.FORBIDDEN);
        owner.request().get(comments).then().header("X-Total-Count", "0").body(shown("[]"));
        long id = id(post(agent, Map.of("text", "Клиент прав", "is_internal", true)));
        owner.request().get(comments).then().header("X-Total-Count", "0").body(shown("[]"));
        Someone.admin()
                .request()
                .get(comments)
                .then()
                .header("X-Total-Count", "1")
                .body(shown("""
                [{id: %d, text: 'Клиент прав', is_internal: true, user: {id: %d, email: '%s'}, created_at: <time>}]""", id, agent.id(), agent.email()));
    }

    @Test
    void create_withoutTextIsRefusedWithTheDocumentsBody() {
        post(owner, Map.of()).then().spec(invalid("{text: ['Это поле обязательно.']}"));
        post(owner, Map.of("text", " ")).then().spec(invalid("{text: ['Это поле не может быть пустым.']}"));
        owner.request()
                .header("Accept-Language", "en")
                .body("{}")
                .post(comments)
                .then()
                .spec(invalid("{text: ['This field is required.']}"));
    }

    @Test
    void comments_ofAForeignTicketAreNotFound() {
        Someone other = Someone.registered();
        other.request().get(comments).then().spec(Refused.NOT_FOUND);
        post(other, Map.of("text", "Чужой")).then().spec(Refused.NOT_FOUND);
        post(other, Map.of()).then().spec(Refused.NOT_FOUND);
        post(other, Map.of("text", "Чужой", "is_internal", true)).then().spec(Refused.NOT_FOUND);
        given().get(comments).then().spec(Refused.NO_TOKEN);
    }

    private Response post(Someone author, Map<String, ?> body) {
        return author.request().body(body).post(comments);
    }

    private static long id(Response created) {
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }
}
