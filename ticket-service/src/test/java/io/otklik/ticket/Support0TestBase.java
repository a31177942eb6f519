package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;

import io.otklik.events.PersonState;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the tests of support-v0.md have in common: its addresses, its tickets and how they are shown. */
abstract class Support0TestBase {

    static final String TICKET = "/api/ticket";
    static final String MESSAGE = "Some message like FOO BAR BIZ";
    static final String IDS = "id.collect{it as Long}";
    static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";

    @Inject
    Pool pool;

    static String base() {
        return "http://localhost:" + RestAssured.port;
    }

    static long filed(PersonState owner) {
        return id(as(owner).body(Map.of("message", MESSAGE)).post(TICKET));
    }

    static long id(Response created) {
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    static Response setStatus(PersonState by, long ticket, String letter) {
        return as(by).body(Map.of("status", letter)).post(TICKET + "/" + ticket + "/set_status");
    }

    /** What the ticket that was answered must look like, but for the id and the time. */
    static String shown(Response answer, PersonState owner, String status, PersonState by, Long... answers) {
        return "{\"id\":" + answer.jsonPath().getLong("id") + ",\"from_user_id\":" + owner.id() + ",\"from_user\":\""
                + owner.username() + "\",\"message\":\"" + MESSAGE + "\",\"status\":\"" + status
                + "\",\"changed_status\":" + (by == null ? "null" : by.id()) + ",\"answers\":["
                + List.of(answers).stream()
                        .map(id -> "\"" + base() + "/api/comment/" + id + "\"")
                        .collect(Collectors.joining(","))
                + "],\"created_at\":\"" + answer.jsonPath().getString("created_at") + "\"}";
    }

    void force(long ticket, String status, PersonState assignee) {
        pool.preparedQuery("update ticket set status = $2, assignee_id = $3 where id = $1")
                .execute(Tuple.of(ticket, status, assignee.id()))
                .await()
                .indefinitely();
    }
}
