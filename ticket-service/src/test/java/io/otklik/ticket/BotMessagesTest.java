package io.otklik.ticket;

import static io.otklik.ticket.Bot.FORBIDDEN;
import static io.otklik.ticket.Bot.NOT_FOUND;
import static io.otklik.ticket.Bot.TICKETS;
import static io.otklik.ticket.Bot.invalid;
import static io.otklik.ticket.Bot.say;
import static io.otklik.ticket.Bot.ticket;
import static io.otklik.ticket.Bot.upload;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** telegram-bot.md, „Сообщения“. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BotMessagesTest {

    @Test
    void create_answersTheDocumentsBody() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        Response created = say(owner, id, Map.of("content", "Текст сообщения"));
        JsonPath json = created.jsonPath();
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":\"" + json.getString("id") + "\",\"content\":\"Текст сообщения\",\"user_id\":\""
                        + owner.uuid() + "\",\"ticket_id\":\"" + id + "\",\"is_internal\":false,\"created_at\":\""
                        + json.getString("created_at") + "\"}"));
    }

    @Test
    void list_answersTheDocumentsBody() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        String file = upload(owner, "screenshot.txt");
        String message = say(owner, id, Map.of("content", "Смотрите", "attachments", List.of(file, file)))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        Response list = as(owner).get(TICKETS + id + "/messages/");
        list.then()
                .statusCode(200)
                .body(equalTo("{\"items\":[{\"id\":\"" + message + "\",\"content\":\"Смотрите\",\"user\":{\"id\":\""
                        + owner.uuid() + "\",\"username\":\"" + owner.username() + "\",\"first_name\":\""
                        + owner.username() + "\",\"role\":\"USER\"},\"attachments\":[{\"id\":\"" + file
                        + "\",\"filename\":\"screenshot.txt\",\"size\":" + Samples.TEXT.length
                        + ",\"content_type\":\"text/plain\",\"url\":\"/uploads/files/" + file
                        + "/screenshot.txt\"}],\"is_internal\":false,\"created_at\":\""
                        + list.jsonPath().getString("items[0].created_at")
                        + "\"}],\"total\":1,\"page\":1,\"size\":50,\"pages\":1}"));
    }

    @Test
    void internal_isForStaffInListsAndCounts() {
        PersonState owner = user();
        PersonState agent = agent();
        String id = ticket(owner, "Тема");
        say(owner, id, Map.of("content", "1")).then().statusCode(201);
        say(agent, id, Map.of("content", "2")).then().statusCode(201);
        say(agent, id, Map.of("content", "Тайно", "is_internal", true))
                .then()
                .statusCode(201)
                .body("is_internal", is(true));

        as(owner)
                .get(TICKETS + id + "/messages")
                .then()
                .body("items.content", contains("1", "2"))
                .body("items[1].user.role", is("HELPER"))
                .body("total", is(2));
        Response all = as(agent).get(TICKETS + id + "/messages");
        all.then().body("items.content", contains("1", "2", "Тайно")).body("total", is(3));
        as(agent)
                .get(TICKETS + id + "/messages?size=2&page=2")
                .then()
                .body("items.content", contains("Тайно"))
                .body("total", is(3))
                .body("page", is(2))
                .body("size", is(2))
                .body("pages", is(2));
        for (String path : new String[] {TICKETS + id, TICKETS + "?size=1"}) {
            String prefix = path.endsWith("=1") ? "items[0]." : "";
            as(owner)
                    .get(path)
                    .then()
                    .body(prefix + "messages_count", is(2))
                    .body(prefix + "last_message_at", is(all.jsonPath().getString("items[1].created_at")));
        }
        as(agent)
                .get(TICKETS + id)
                .then()
                .body("messages_count", is(3))
                .body("last_message_at", is(all.jsonPath().getString("items[2].created_at")));
        say(owner, id, "{\"is_internal\":true}").then().statusCode(403).body(equalTo(FORBIDDEN));
        say(user(), id, "{\"is_internal\":true}").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(user()).get(TICKETS + id + "/messages?page=0").then().statusCode(404).body(equalTo(NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|content|Это поле обязательно.",
                "{\"content\":null}|content|Это поле не может быть пустым.",
                "{\"content\":\" \"}|content|Это поле не может быть пустым.",
                "{\"content\":[]}|content|Значение должно быть строкой.",
                "{\"content\":\"\\u0000\"}|content|Нулевые символы не допускаются.",
                "{\"content\":\"Т\",\"is_internal\":\"да\"}|is_internal|Значение должно быть true или false.",
                "{\"content\":\"Т\",\"attachments\":\"x\"}|attachments|Ожидается список.",
                "{\"content\":\"Т\",\"attachments\":[7]}|attachments|Неверный UUID.",
                "{\"content\":\"Т\",\"attachments\":[\"x\\u0000\"]}|attachments|Неверный UUID.",
                "{\"content\":\"Т\",\"attachments\":[\"6d1f7e3e-0000-4000-8000-000000000000\"]}|attachments|Файл не найден, загружен не вами или уже прикреплён.",
            })
    void create_refusesBadFields(String body, String field, String message) {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        say(owner, id, body).then().statusCode(422).body(equalTo(invalid(field, message)));
        say(owner, Bot.missing(), body).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(owner).get(TICKETS + id).then().body("messages_count", is(0));
    }

    @Test
    void create_namesAllThatIsWrong() {
        PersonState owner = user();
        say(owner, ticket(owner, "Тема"), "{\"content\":5,\"is_internal\":\"да\",\"attachments\":\"x\"}")
                .then()
                .statusCode(422)
                .body("error.details.field", contains("content", "is_internal", "attachments"));
    }

    @Test
    void create_refusesOverTheLimits() {
        PersonState owner = user();
        String id = ticket(owner, "Тема");
        say(owner, id, Map.of("content", "я".repeat(10_001)))
                .then()
                .statusCode(422)
                .body(equalTo(invalid("content", "Убедитесь, что это значение содержит не более 10000 символов.")));
        List<String> eleven = Stream.generate(Bot::missing).limit(11).toList();
        say(owner, id, Map.of("content", "Т", "attachments", eleven))
                .then()
                .statusCode(422)
                .body(equalTo(invalid("attachments", "Нельзя загружать больше 10 вложений к обращению.")));
    }

    @Test
    void attachments_areTheAuthorsOwnAndUsedOnce() {
        PersonState owner = user();
        PersonState agent = agent();
        String id = ticket(owner, "Тема");
        String refused = invalid("attachments", "Файл не найден, загружен не вами или уже прикреплён.");
        String file = upload(owner, "a.txt");
        String good = upload(agent, "b.txt");
        say(agent, id, Map.of("content", "Т", "attachments", List.of(good, file)))
                .then()
                .statusCode(422)
                .body(equalTo(refused));
        say(agent, id, Map.of("content", "Т", "attachments", List.of(good)))
                .then()
                .statusCode(201);
        say(agent, id, Map.of("content", "Т", "attachments", List.of(good)))
                .then()
                .statusCode(422)
                .body(equalTo(refused));
        as(owner).get(TICKETS + id).then().body("messages_count", is(1));
    }
}
