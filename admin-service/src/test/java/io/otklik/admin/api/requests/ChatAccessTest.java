package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.FORBIDDEN;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.director;
import static io.otklik.admin.api.requests.Office.messages;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what with a chat; that comes before what is wrong with the body. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class ChatAccessTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST|/messages|{}|{\"content\":[\"Это поле обязательно.\"]}",
                "POST|/messages|{\"content\":\" \\n\"}|{\"content\":[\"Это поле не может быть пустым.\"]}",
                "POST|/messages|{\"content\":[]}|{\"content\":[\"Значение должно быть строкой.\"]}",
                "POST|/messages|{\"content\":\"\\u0000\"}|{\"content\":[\"Нулевые символы не допускаются.\"]}",
                "POST|/messages|{\"content\":\"Т\",\"message_type\":\"system\"}|{\"message_type\":[\"Недопустимое значение. Возможные значения: file, image, text\"]}",
                "POST|/messages|{\"content\":\"Т\",\"reply_to\":\"1\"}|{\"reply_to\":[\"Введите правильное число.\"]}",
                "POST|/messages|{\"content\":\"Т\",\"reply_to\":-1}|{\"reply_to\":[\"Недопустимый первичный ключ \\\"-1\\\" - объект не существует.\"]}",
                "POST|/messages|{|{\"detail\":\"Ошибка разбора JSON.\"}",
                "POST|/invite|{}|{\"user\":[\"Это поле обязательно.\"]}",
                "POST|/invite|{\"user\":null}|{\"user\":[\"Это поле не может быть пустым.\"]}",
                "POST|/invite|{\"user\":\"7\"}|{\"user\":[\"Введите правильное число.\"]}",
                "PUT||{}|{\"name\":[\"Это поле обязательно.\"]}",
                "PATCH||{\"name\":\"\"}|{\"name\":[\"Это поле не может быть пустым.\"]}",
                "PATCH||{\"is_active\":\"false\"}|{\"is_active\":[\"Значение должно быть true или false.\"]}",
                "PATCH||{\"is_active\":null}|{\"is_active\":[\"Это поле не может быть пустым.\"]}",
                "PATCH||{\"chat_type\":\"secret\"}|{\"chat_type\":[\"Недопустимое значение. Возможные значения: general, department, private\"]}",
            })
    void change_refusesBadInput_butOnlyToParticipants(String method, String below, String body, String answer) {
        long chat = chat("general", agent);
        String path = CHATS + chat + (below == null ? "" : below);
        as(agent).body(body).request(method, path).then().statusCode(400).body(equalTo(answer));
        as(other).body(body).request(method, path).then().statusCode(404).body(equalTo(NOT_FOUND));
        messages(agent, chat).body("", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,,200,404",
        "PUT,,400,404",
        "PATCH,,200,404",
        "DELETE,,403,404",
        "GET,/messages,200,404",
        "POST,/messages,400,404",
        "POST,/join,200,200",
        "POST,/leave,200,404",
        "POST,/invite,400,404",
    })
    void route_isOpenToThoseWhoMay(String method, String below, int participant, int colleague) {
        String path = CHATS + chat("general", agent, other) + (below == null ? "/" : below + "/");
        given().contentType(ContentType.JSON)
                .request(method, path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body(equalTo("{\"detail\":\"Учетные данные не были предоставлены.\"}"));
        as(Office.someone(Role.USER))
                .request(method, path)
                .then()
                .statusCode(403)
                .body(equalTo(FORBIDDEN));
        as(agent()).request(method, path).then().statusCode(colleague);
        as(Office.someone(Role.MODERATOR)).request(method, path).then().statusCode(colleague);
        as(director()).request(method, path).then().statusCode(colleague);
        as(other).request(method, path).then().statusCode(participant);
        for (String id : List.of("0", "-1", "abc", "99999999999999999999", "9223372036854775807")) {
            as(agent)
                    .body("{\"name\":\"Т\",\"content\":\"Т\",\"user\":1}")
                    .request(method, path.replaceAll("chats/[0-9]+", "chats/" + id))
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void list_isForStaff_andMethodsAreKnown() {
        given().get(CHATS).then().statusCode(401);
        given().contentType(ContentType.JSON).body("{").post(CHATS).then().statusCode(401);
        as(Office.someone(Role.USER)).get(CHATS).then().statusCode(403);
        as(Office.someone(Role.USER)).body("{").post(CHATS).then().statusCode(403);
        as(agent).delete(CHATS).then().statusCode(405).header("Allow", "GET, POST");
        as(agent).contentType("text/plain").body("x").post(CHATS).then().statusCode(415);
    }
}
