package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.COMMUNICATIONS;
import static io.otklik.admin.api.requests.Office.NOT_FOUND;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.director;
import static io.otklik.admin.api.requests.Office.shown;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.admin.TicketStory;
import io.otklik.admin.readmodel.TicketEvents;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Internal communications from the first letter to the last reply, and whose they are. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class CommunicationsTest extends CommunicationsTestBase {

    @Inject
    TicketEvents tickets;

    @Test
    void create_answersIt_andItsParticipantsSeeIt() {
        Map<String, Object> body = new HashMap<>(letter(reader));
        body.put("request", StandIns.REQUEST);
        body.put("priority", "high");
        body.put("status", "replied");
        body.put("sender", 1);
        Response created = as(sender).body(body).post(COMMUNICATIONS);
        long id = created.jsonPath().getLong("id");
        String answer = "{\"id\":" + id + ",\"request\":41,\"from_department\":\"Поддержка\","
                + "\"to_department\":\"Биллинг\",\"subject\":\"Возврат\",\"content\":\" Проверьте платёж \","
                + "\"priority\":\"high\",\"status\":\"replied\",\"sender\":" + shown(sender) + ",\"participants\":["
                + shown(reader) + "],\"created_at\":\"" + created.jsonPath().getString("created_at") + "\"}";
        created.then().statusCode(201).body(equalTo(answer));
        for (PersonState person : List.of(sender, reader)) {
            as(person).get(COMMUNICATIONS + id + "/").then().statusCode(200).body(equalTo(answer));
            as(person)
                    .get(COMMUNICATIONS)
                    .then()
                    .statusCode(200)
                    .body(equalTo("{\"count\":1,\"next\":null,\"previous\":null,\"results\":[" + answer + "]}"));
        }
        as(director()).get(COMMUNICATIONS).then().body("count", is(0));
    }

    @Test
    void create_ofTheLeastHasDefaults() {
        as(sender)
                .body(letter())
                .post(COMMUNICATIONS)
                .then()
                .statusCode(201)
                .body("request", nullValue())
                .body("priority", is("medium"))
                .body("status", is("pending"))
                .body("participants", hasSize(0));
    }

    @Test
    void list_isNewestFirst_byPages() {
        long first = written(reader);
        long second = written();
        long third = written(reader, sender);
        Response page = as(sender).get(COMMUNICATIONS + "?page_size=2");
        page.then()
                .body("count", is(3))
                .body("results.id*.toLong()", contains(third, second))
                .body("next", endsWith("/api/admin/communications?page_size=2&page=2"));
        as(sender).get(page.jsonPath().getString("next")).then().body("results.id*.toLong()", contains(first));
        as(reader).get(COMMUNICATIONS).then().body("results.id*.toLong()", contains(third, first));
        as(reader)
                .get(COMMUNICATIONS + third)
                .then()
                .body("participants.id*.toLong()", contains(sender.id(), reader.id()));
        as(sender)
                .get(COMMUNICATIONS + "?page=x")
                .then()
                .statusCode(400)
                .body("page", contains("Введите правильное число."));
    }

    @Test
    void read_byAParticipantMakesItRead_byItsSenderNothing() {
        long id = written(reader);
        as(sender).post(COMMUNICATIONS + id + "/read/").then().statusCode(200).body("status", is("pending"));
        for (int again = 0; again < 2; again++) {
            as(reader)
                    .post(COMMUNICATIONS + id + "/read/")
                    .then()
                    .statusCode(200)
                    .body("status", is("read"));
        }
        as(sender).get(COMMUNICATIONS + id).then().body("status", is("read"));
    }

    @Test
    void reply_isALetterBack_andMakesItReplied() {
        PersonState third = agent();
        long id = written(reader, third);
        Response replied = as(reader).body(Map.of("content", "Вернули")).post(COMMUNICATIONS + id + "/reply/");
        replied.then()
                .statusCode(201)
                .body("id.toLong()", is(id))
                .body("status", is("replied"))
                .body("reply.from_department", is("Биллинг"))
                .body("reply.to_department", is("Поддержка"))
                .body("reply.subject", is("Re: Возврат"))
                .body("reply.content", is("Вернули"))
                .body("reply.status", is("pending"))
                .body("reply.sender.id.toLong()", is(reader.id()))
                .body("reply.participants.id*.toLong()", contains(sender.id(), third.id()));
        long reply = replied.jsonPath().getLong("reply.id");
        as(sender).get(COMMUNICATIONS).then().body("results.id*.toLong()", contains(reply, id));
        as(reader).post(COMMUNICATIONS + id + "/read").then().body("status", is("replied"));
        as(sender)
                .body(Map.of("content", "Спасибо"))
                .post(COMMUNICATIONS + reply + "/reply/")
                .then()
                .statusCode(201)
                .body("reply.subject", is("Re: Возврат"))
                .body("reply.from_department", is("Поддержка"));
    }

    @Test
    void reply_byItsSenderGoesTheSameWay_andAnswersNothing() {
        Map<String, Object> body = new HashMap<>(letter(reader));
        body.put("subject", "я".repeat(200));
        long id = as(sender).body(body).post(COMMUNICATIONS).jsonPath().getLong("id");
        as(sender)
                .body(Map.of("content", "И ещё"))
                .post(COMMUNICATIONS + id + "/reply/")
                .then()
                .statusCode(201)
                .body("status", is("pending"))
                .body("reply.from_department", is("Поддержка"))
                .body("reply.subject", is("Re: " + "я".repeat(196)))
                .body("reply.participants.id*.toLong()", contains(reader.id()));
    }

    @Test
    void edit_changesWhatIsSent_andWhoSeesIt() {
        long id = written(reader);
        PersonState third = agent();
        as(sender)
                .body(Map.of("subject", "Другое", "status", "read", "request", 41, "participants", List.of(third.id())))
                .patch(COMMUNICATIONS + id + "/")
                .then()
                .statusCode(200)
                .body("subject", is("Другое"))
                .body("content", is(" Проверьте платёж "))
                .body("status", is("read"))
                .body("request", is(41))
                .body("participants.id*.toLong()", contains(third.id()));
        as(reader).get(COMMUNICATIONS + id).then().statusCode(404);
        as(third).get(COMMUNICATIONS + id).then().statusCode(200);
        Map<String, Object> whole = new HashMap<>(letter());
        whole.remove("participants");
        whole.put("request", null);
        as(sender)
                .body(whole)
                .put(COMMUNICATIONS + id)
                .then()
                .statusCode(200)
                .body("subject", is("Возврат"))
                .body("request", nullValue())
                .body("participants.id*.toLong()", contains(third.id()));
    }

    @Test
    void requestDeleted_takesWhatIsAboutIt_andNothingElse() {
        long gone = about(StandIns.REQUEST);
        long aboutAnother = about(StandIns.ANOTHER_REQUEST);
        long aboutNone = written(reader);
        List<Event> story = new TicketStory(StandIns.REQUEST, Instant.parse("2026-06-25T10:00:00Z"), Priority.LOW, 1)
                .deleted("PT1H")
                .events;
        tickets.apply(TicketStory.batch(story)).await().atMost(Duration.ofSeconds(20));
        for (PersonState person : List.of(sender, reader)) {
            as(person).get(COMMUNICATIONS + gone).then().statusCode(404).body(equalTo(NOT_FOUND));
            as(person)
                    .get(COMMUNICATIONS)
                    .then()
                    .body("count", is(2))
                    .body("results.id*.toLong()", contains(aboutNone, aboutAnother));
        }
    }

    private long about(long request) {
        Map<String, Object> body = new HashMap<>(letter(reader));
        body.put("request", request);
        return written(body);
    }
}
