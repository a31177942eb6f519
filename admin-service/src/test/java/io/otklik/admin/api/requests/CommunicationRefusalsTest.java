package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.COMMUNICATIONS;
import static io.otklik.admin.api.requests.Office.FORBIDDEN;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.director;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What internal communications do not take, and from whom. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class CommunicationRefusalsTest extends CommunicationsTestBase {

    private static final String REQUIRED = "[\"Это поле обязательно.\"]";

    @Test
    void people_areColleagues_andRequestsAreThere() {
        PersonState user = Office.someone(Role.USER);
        PersonState nobody = Office.stranger();
        refused("participants", List.of(user.id()), "Пользователь не является сотрудником поддержки.");
        refused("participants", List.of(nobody.id()), noSuch(nobody.id()));
        refused("request", 42, noSuch(42));
        refused("request", -1, noSuch(-1));
        as(sender)
                .body(with("request", StandIns.UNTOLD))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(503)
                .header("Retry-After", "1");
        as(sender).get(COMMUNICATIONS).then().body("count", is(0));
    }

    private void refused(String field, Object value, String why) {
        as(sender)
                .body(with(field, value))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of(field, List.of(why))));
        long id = written();
        as(sender)
                .body(Map.of(field, value))
                .patch(COMMUNICATIONS + id)
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of(field, List.of(why))));
        as(sender).delete(COMMUNICATIONS + id).then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"from_department\":" + REQUIRED + ",\"to_department\":" + REQUIRED + ",\"subject\":" + REQUIRED
                        + ",\"content\":" + REQUIRED + "}",
                "{\"from_department\":1,\"to_department\":null,\"subject\":\" \",\"content\":\"\\u0000\"}|"
                        + "{\"from_department\":[\"Значение должно быть строкой.\"],"
                        + "\"to_department\":[\"Это поле не может быть пустым.\"],"
                        + "\"subject\":[\"Это поле не может быть пустым.\"],"
                        + "\"content\":[\"Нулевые символы не допускаются.\"]}",
                "{\"from_department\":\"А\",\"to_department\":\"Б\",\"subject\":\"Т\",\"content\":\"Т\",\"priority\":\"urgent\",\"status\":\"x\","
                        + "\"request\":\"1\",\"participants\":[true]}|"
                        + "{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high\"],"
                        + "\"status\":[\"Недопустимое значение. Возможные значения: pending, read, replied\"],"
                        + "\"request\":[\"Введите правильное число.\"],\"participants\":[\"Введите правильное число.\"]}",
                "{|{\"detail\":\"Ошибка разбора JSON.\"}",
            })
    void create_refusesBadInputAndStoresNothing(String body, String answer) {
        as(sender).body(body).post(COMMUNICATIONS).then().statusCode(400).body(equalTo(answer));
        as(sender).get(COMMUNICATIONS).then().body("count", is(0));
    }

    @Test
    void limits_areThoseOfTheModel() {
        as(sender)
                .body(Map.of(
                        "from_department", "я".repeat(51),
                        "to_department", "я".repeat(51),
                        "subject", "я".repeat(201),
                        "content", "я".repeat(20_001)))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(400)
                .body("from_department", contains("Убедитесь, что это значение содержит не более 50 символов."))
                .body("to_department", contains("Убедитесь, что это значение содержит не более 50 символов."))
                .body("subject", contains("Убедитесь, что это значение содержит не более 200 символов."))
                .body("content", contains("Убедитесь, что это значение содержит не более 20000 символов."));
        as(sender)
                .body(Map.of(
                        "from_department", "😀".repeat(50),
                        "to_department", "😀".repeat(50),
                        "subject", "😀".repeat(200),
                        "content", "😀".repeat(20_000)))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(201);
    }

    @Test
    void change_isForTheSenderAndDirectors() {
        PersonState director = director();
        long id = written(reader, director);
        as(reader).body("{").patch(COMMUNICATIONS + id).then().statusCode(403).body(equalTo(FORBIDDEN));
        as(reader)
                .body(Map.of("subject", "Т"))
                .patch(COMMUNICATIONS + id)
                .then()
                .statusCode(403);
        as(reader).body(letter()).put(COMMUNICATIONS + id).then().statusCode(403);
        as(reader).delete(COMMUNICATIONS + id).then().statusCode(403);
        as(director())
                .body(Map.of("subject", "Т"))
                .patch(COMMUNICATIONS + id)
                .then()
                .statusCode(404);
        as(director)
                .body(Map.of("participants", List.of()))
                .patch(COMMUNICATIONS + id)
                .then()
                .statusCode(200)
                .body("participants", hasSize(0));
        as(director).get(COMMUNICATIONS + id).then().statusCode(404);
        as(sender).delete(COMMUNICATIONS + id + "/").then().statusCode(204).body(equalTo(""));
        as(sender).get(COMMUNICATIONS + id).then().statusCode(404);
        as(sender).delete(COMMUNICATIONS + id).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT||{}|from_department",
                "PATCH||{\"subject\":null}|subject",
                "PATCH||{\"status\":\"done\"}|status",
                "PATCH||{\"content\":7}|content",
                "PATCH||{\"participants\":{}}|participants",
                "POST|/reply|{}|content",
                "POST|/reply|{\"content\":\"\\n\"}|content",
            })
    void change_refusesBadInput_butOnlyToThoseWhoSeeIt(String method, String below, String body, String field) {
        String path = COMMUNICATIONS + written() + (below == null ? "" : below);
        as(sender).body(body).request(method, path).then().statusCode(400).body(field, hasSize(1));
        as(reader).body(body).request(method, path).then().statusCode(404).body(equalTo(NOT_FOUND));
    }

    @ParameterizedTest
    @CsvSource({
        "GET,,200",
        "PUT,,403",
        "PATCH,,403",
        "DELETE,,403",
        "POST,/read,200",
        "POST,/reply,400",
    })
    void route_isOpenToThoseWhoMay(String method, String below, int participant) {
        String path = COMMUNICATIONS + written(reader) + (below == null ? "/" : below + "/");
        given().contentType(ContentType.JSON).request(method, path).then().statusCode(401);
        as(Office.someone(Role.USER))
                .request(method, path)
                .then()
                .statusCode(403)
                .body(equalTo(FORBIDDEN));
        for (PersonState stranger : List.of(agent(), Office.someone(Role.MODERATOR), director())) {
            as(stranger).request(method, path).then().statusCode(404).body(equalTo(NOT_FOUND));
        }
        as(reader).request(method, path).then().statusCode(participant);
        for (String id : List.of("0", "-1", "abc", "99999999999999999999", "9223372036854775807")) {
            as(sender)
                    .body(letter())
                    .request(method, path.replaceAll("communications/[0-9]+", "communications/" + id))
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void list_isForStaff() {
        given().get(COMMUNICATIONS).then().statusCode(401);
        as(Office.someone(Role.USER)).get(COMMUNICATIONS).then().statusCode(403);
        as(Office.someone(Role.USER)).body("{").post(COMMUNICATIONS).then().statusCode(403);
        as(sender).patch(COMMUNICATIONS).then().statusCode(405).header("Allow", "GET, POST");
    }

    private static String noSuch(long id) {
        return "Недопустимый первичный ключ \"" + id + "\" - объект не существует.";
    }
}
