package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** customer-requests.md: InternalCommunication, and contracts/README.md, section 8. */
@ExtendWith(Suite.class)
class RequestsCommunicationsIT extends RequestsTestBase {

    @Test
    void communication_isSeenBySenderAndParticipants_readAndReplied() {
        Someone colleague = Someone.agent();
        long request = newRequest("К бухгалтерии");
        long id = agent.request()
                .body(Map.of(
                        "request", request,
                        "from_department", "Поддержка",
                        "to_department", "Бухгалтерия",
                        "subject", "Возврат",
                        "content", "Прошу вернуть деньги",
                        "priority", "high",
                        "participants", List.of(colleague.id())))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(201)
                .body("status", is("pending"))
                .extract()
                .jsonPath()
                .getLong("id");
        colleague
                .request()
                .get(COMMUNICATIONS + id + "/")
                .then()
                .statusCode(200)
                .body(shown("""
                {id: %d, request: %d, from_department: 'Поддержка', to_department: 'Бухгалтерия', subject: 'Возврат',
                 content: 'Прошу вернуть деньги', priority: 'high', status: 'pending', sender: %s,
                 participants: [%s], created_at: <time>}""", id, request, user(agent), user(colleague)));
        colleague
                .request()
                .post(COMMUNICATIONS + id + "/read/")
                .then()
                .statusCode(200)
                .body("status", is("read"));
        Response replied =
                colleague.request().body(Map.of("content", "Вернём завтра")).post(COMMUNICATIONS + id + "/reply/");
        assertEquals(201, replied.statusCode());
        assertEquals("replied", agent.reads(COMMUNICATIONS + id + "/").getString("status"));
        Someone stranger = Someone.agent();
        stranger.request().get(COMMUNICATIONS + id + "/").then().spec(Refused.NOT_FOUND);
        assertEquals(0, stranger.reads(COMMUNICATIONS).getInt("count"));
        colleague
                .request()
                .body(Map.of("subject", "Моя"))
                .patch(COMMUNICATIONS + id + "/")
                .then()
                .spec(Refused.FORBIDDEN);
        agent.request().delete(COMMUNICATIONS + id + "/").then().statusCode(204);
        agent.request().get(COMMUNICATIONS + id + "/").then().spec(Refused.NOT_FOUND);
    }

    @Test
    void communication_isAboutARequestThatThereIs() {
        agent.request()
                .body(Map.of(
                        "request", 987654321,
                        "from_department", "А",
                        "to_department", "Б",
                        "subject", "В",
                        "content", "Г"))
                .post(COMMUNICATIONS)
                .then()
                .statusCode(400)
                .body("keySet()", is(Set.of("request")));
    }
}
