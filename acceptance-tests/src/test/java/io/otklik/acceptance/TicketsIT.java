package io.otklik.acceptance;

import static io.otklik.acceptance.Refused.invalid;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** techsupport-v1.md, „Обращения (тикеты)“, without the comments. */
@ExtendWith(Suite.class)
class TicketsIT {

    private static final String TICKETS = "/api/v1/tickets/";
    private static final String WRONG_STATUS =
            "Недопустимое значение. Возможные значения: open, in_progress, resolved, closed";

    private Someone owner;

    @BeforeEach
    void register() {
        owner = Someone.registered();
    }

    @Test
    void list_isTheCallersOwn_newestFirst() {
        Someone other = Someone.registered();
        long foreign = other.files("Чужой");
        long first = owner.files("Ошибка авторизации");
        long second = owner.files("Не отображается страница");
        Response list = owner.request().get(TICKETS);
        list.then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("X-Total-Count", "2")
                .body(shown("""
                [{id: %d, subject: 'Не отображается страница', status: 'open', created_at: <time>},
                 {id: %d, subject: 'Ошибка авторизации', status: 'open', created_at: <time>}]""", second, first))
                .body(containsString("\"subject\":\"Ошибка авторизации\""));
        other.request().get(TICKETS).then().body("id", is(List.of((int) foreign)));
    }

    @Test
    void list_filtersByStatus() {
        Someone agent = Someone.agent();
        for (String status : List.of("in_progress", "resolved", "closed")) {
            long ticket = owner.files(status);
            agent.assigns(ticket, agent);
            agent.setsStatus(ticket, status);
        }
        long open = owner.files("open");
        owner.request().get(TICKETS + "?status=open").then().body("id", is(List.of((int) open)));
        for (String status : List.of("open", "in_progress", "resolved", "closed")) {
            owner.request()
                    .get(TICKETS + "?status=" + status)
                    .then()
                    .statusCode(200)
                    .header("X-Total-Count", "1")
                    .body("subject", is(List.of(status)))
                    .body("status", is(List.of(status)));
        }
    }

    @Test
    void list_ofAnUnknownStatusIsRefusedWithTheDocumentsBody() {
        owner.request().get(TICKETS + "?status=frozen").then().spec(invalid("{status: '%s'}", WRONG_STATUS));
        owner.request()
                .header("Accept-Language", "en")
                .get(TICKETS + "?status=frozen")
                .then()
                .spec(invalid("{status: 'Invalid value. Possible values: open, in_progress, resolved, closed'}"));
    }

    @Test
    void list_comesInPieces() {
        List<Integer> filed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            filed.add(0, (int) owner.files("Заявка " + i));
        }
        Response first = owner.request().get(TICKETS + "?limit=2");
        first.then().header("X-Total-Count", "3").body("id", is(filed.subList(0, 2)));
        String link = first.header("Link");
        assertEquals("; rel=\"next\"", link.substring(link.indexOf('>') + 1));
        URI next = URI.create(link.substring(1, link.indexOf('>')));
        Response rest = owner.request().get(next.getRawPath() + "?" + next.getRawQuery());
        rest.then().header("X-Total-Count", "3").body("id", is(filed.subList(2, 3)));
        assertEquals(null, rest.header("Link"));
    }

    @Test
    void create_fromAFormAnswersTheTicket() {
        owner.ticketForm("Не отображается страница")
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, subject: 'Не отображается страница', status: 'open'}"));
    }

    @Test
    void create_fromJsonAnswersTheTicket() {
        owner.request()
                .body(Map.of("subject", "Ошибка", "category", owner.category(), "description", "Текст"))
                .post(TICKETS)
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, subject: 'Ошибка', status: 'open'}"));
    }

    @Test
    void create_withElevenAttachmentsIsRefusedWithTheDocumentsBody() {
        RequestSpecification form = owner.ticketForm("Много файлов");
        for (int i = 0; i < 11; i++) {
            form = form.multiPart("attachments", i + ".txt", Samples.TEXT);
        }
        form.post(TICKETS).then().spec(invalid("{attachments: 'Нельзя загружать больше 10 вложений к обращению.'}"));
        owner.request().get(TICKETS).then().body(shown("[]"));
    }

    @Test
    void create_withoutItsFieldsNamesThem() {
        owner.request().body("{}").post(TICKETS).then().spec(invalid("""
                {subject: ['Это поле обязательно.'], category: ['Это поле обязательно.'],
                 description: ['Это поле обязательно.']}"""));
        owner.request()
                .header("Accept-Language", "en")
                .body("{}")
                .post(TICKETS)
                .then()
                .spec(invalid("""
                {subject: ['This field is required.'], category: ['This field is required.'],
                 description: ['This field is required.']}"""));
        given().contentType(ContentType.JSON).body("{}").post(TICKETS).then().spec(Refused.NO_TOKEN);
    }

    @Test
    void detail_showsTheTicketWithItsCategory() {
        long ticket = owner.files("Проблема с авторизацией");
        Map<String, Object> category =
                owner.request().get(TICKETS + "categories/").jsonPath().getMap("[0]");
        String shown = """
                {id: %d, subject: 'Проблема с авторизацией', description: 'После логина выбрасывает на 500',
                 status: 'open', category: {id: %d, name: '%s'}, attachments: []}""";
        for (String path : List.of(TICKETS + ticket + "/", TICKETS + ticket)) {
            owner.request()
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body(shown(shown, ticket, category.get("id"), category.get("name")));
        }
    }

    @Test
    void detail_ofAForeignOrNoTicketIsNotFound() {
        long foreign = Someone.registered().files("Чужой");
        owner.request().get(TICKETS + foreign + "/").then().spec(Refused.NOT_FOUND);
        owner.request().get(TICKETS + "987654321/").then().spec(Refused.NOT_FOUND);
        Someone.agent().request().get(TICKETS + foreign + "/").then().spec(Refused.NOT_FOUND);
    }

    @Test
    void attachments_areShownAndDownloadedByWhoeverMaySeeTheTicket() {
        byte[] picture = Samples.png();
        long ticket = owner.ticketForm("С файлом")
                .multiPart("attachments", "Снимок экрана.png", picture)
                .post(TICKETS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        Response detail = owner.request().get(TICKETS + ticket + "/");
        long id = detail.jsonPath().getLong("attachments[0].id");
        String url = TICKETS + ticket + "/attachments/" + id + "/";
        detail.then().body(shown("""
                {id: %d, subject: 'С файлом', description: 'После логина выбрасывает на 500',
                 status: 'open', category: {id: <number>, name: <text>},
                 attachments: [{id: %d, filename: 'Снимок экрана.png', size: %d, content_type: 'image/png',
                                url: '%s'}]}""", ticket, id, picture.length, url));

        Someone agent = Someone.agent();
        for (Someone reader : List.of(owner, agent)) {
            Response file = reader.request().get(url);
            file.then()
                    .statusCode(200)
                    .contentType("image/png")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Disposition", containsString("attachment"));
            assertArrayEquals(picture, file.asByteArray());
        }
        Someone.registered().request().get(url).then().spec(Refused.NOT_FOUND);
        given().get(url).then().spec(Refused.NO_TOKEN);
    }

    @Test
    void categories_areShownInTheirOrder() {
        Response list = owner.request().get(TICKETS + "categories/");
        list.then().statusCode(200).body("collect { it.keySet() }", everyItem(is(Set.of("id", "name"))));
        List<String> seeded = List.of("Техническая", "Биллинг", "Аккаунт", "Заказ", "Общая");
        assertEquals(
                seeded,
                list.jsonPath().getList("name", String.class).stream()
                        .filter(seeded::contains)
                        .toList());
        given().get(TICKETS + "categories/").then().spec(Refused.NO_TOKEN);
    }
}
