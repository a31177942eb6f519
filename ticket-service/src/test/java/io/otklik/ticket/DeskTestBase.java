package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;

import io.otklik.events.PersonState;
import io.restassured.response.Response;
import java.util.Map;

/** What the tests of desk.md have in common: its addresses, refusals and tickets. */
abstract class DeskTestBase {

    static final String DESK = "/api/tickets/";
    static final String MINE = DESK + "my-tickets/";
    static final String ALL = DESK + "all-tickets/";
    static final String TASKS = DESK + "assigned-to-me/";
    static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";
    static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";

    static long filed(PersonState owner) {
        return id(as(owner)
                .body(Map.of("title", "Принтер", "description", "Не печатает"))
                .post(DESK));
    }

    static long id(Response created) {
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    static Response assign(PersonState operator, long ticket, long executor) {
        return as(operator).body(Map.of("executor", executor)).post(DESK + ticket + "/assign/");
    }
}
