package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.includes;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Сообщения» and «Файлы», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotMessagesIT extends BotTestBase {

    private Someone owner;
    private Someone helper;
    private String ticket;

    @BeforeEach
    void file() {
        owner = Someone.registered();
        helper = Someone.agent();
        ticket = newTicket(owner, "С перепиской");
    }

    @Test
    void message_carriesFiles_andNotesStayInside() {
        JsonPath file = owner.form()
                .multiPart("file", "screenshot.png", Samples.png())
                .post(API + "/files/upload")
                .then()
                .statusCode(201)
                .body(includes("""
                {id: <uuid>, filename: 'screenshot.png', size: %d, content_type: 'image/png', url: <text>,
                 created_at: <time>}""", Samples.png().length))
                .extract()
                .jsonPath();
        String id = file.getString("id");
        assertEquals("/uploads/files/" + id + "/screenshot.png", file.getString("url"));
        String question = owner.request()
                .body(Map.of("content", "Здравствуйте! У меня проблема", "attachments", List.of(id)))
                .post(messages())
                .then()
                .statusCode(201)
                .body(includes("""
                {id: <uuid>, content: 'Здравствуйте! У меня проблема', user_id: '%s', ticket_id: '%s',
                 is_internal: false, created_at: <time>}""", owner.uuid(), ticket))
                .extract()
                .jsonPath()
                .getString("id");
        String note = helper.posts(messages(), Map.of("content", "Заметка", "is_internal", true), 201)
                .getString("id");
        String shownQuestion = """
                {id: '%s', content: 'Здравствуйте! У меня проблема',
                 user: {id: '%s', first_name: '%s', role: 'USER'},
                 attachments: [{id: '%s', filename: 'screenshot.png', size: %d, content_type: 'image/png',
                                url: '/uploads/files/%s/screenshot.png'}],
                 is_internal: false, created_at: <time>}""".formatted(question, owner.uuid(), owner.username(), id, Samples.png().length, id);
        owner.request()
                .get(messages())
                .then()
                .statusCode(200)
                .body(includes("{items: [" + shownQuestion + "], total: 1, page: 1, size: 50, pages: 1}"));
        helper.request()
                .get(messages())
                .then()
                .body(includes("{items: [" + shownQuestion + """
                , {id: '%s', content: 'Заметка', user: {id: '%s', first_name: '%s', role: 'HELPER'},
                   attachments: [], is_internal: true, created_at: <time>}],
                 total: 2, page: 1, size: 50, pages: 1}""", note, helper.uuid(), helper.username()));
        assertEquals(1, owner.reads(TICKETS).getInt("items[0].messages_count"));
        owner.request()
                .body(Map.of("content", "Тайна", "is_internal", true))
                .post(messages())
                .then()
                .spec(REFUSED.forbidden());
    }

    @Test
    void attachments_areTheAuthorsOwnAndNew() {
        String file = owner.uploads("log.txt", Samples.TEXT).getString("id");
        for (Map.Entry<Someone, String> wrong :
                Map.of(helper, file, owner, NOBODY).entrySet()) {
            wrong.getKey()
                    .request()
                    .body(Map.of("content", "С файлом", "attachments", List.of(wrong.getValue())))
                    .post(messages())
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("attachments")));
        }
        Map<String, ?> message = Map.of("content", "С файлом", "attachments", List.of(file));
        owner.sends(messages(), message, 201);
        owner.request().body(message).post(messages()).then().statusCode(422);
    }

    @Test
    void file_isForItsUploader_andForWhoeverSeesTheTicket() {
        JsonPath file = owner.uploads("Отчёт за май.txt", Samples.TEXT);
        String byId = API + "/files/" + file.getString("id");
        helper.request().get(byId).then().spec(REFUSED.notFound());
        owner.sends(messages(), Map.of("content", "Файл", "attachments", List.of(file.getString("id"))), 201);
        for (String path : List.of(byId, file.getString("url"))) {
            for (Someone reader : List.of(owner, helper)) {
                Response answer = reader.request().get(path);
                answer.then()
                        .statusCode(200)
                        .contentType("text/plain")
                        .header("Content-Disposition", startsWith("attachment"))
                        .header("X-Content-Type-Options", "nosniff");
                assertArrayEquals(Samples.TEXT, answer.asByteArray());
            }
            Someone.registered().request().get(path).then().spec(REFUSED.notFound());
            given().get(path).then().spec(REFUSED.noToken());
        }
    }

    @Test
    void file_ofAWrongKindIsRefused() {
        owner.form()
                .multiPart("file", "script.png", Samples.TEXT)
                .post(API + "/files/upload")
                .then()
                .statusCode(422)
                .body("error.details.field", is(List.of("file")));
        owner.form()
                .multiPart("other", "log.txt", Samples.TEXT)
                .post(API + "/files/upload")
                .then()
                .statusCode(422)
                .body("error.details.field", is(List.of("file")));
    }

    private String messages() {
        return TICKETS + "/" + ticket + "/messages";
    }
}
