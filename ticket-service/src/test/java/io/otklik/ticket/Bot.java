package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;

import io.otklik.events.PersonState;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

/** What people do over bot. */
final class Bot {

    static final String TICKETS = "/bot/api/v1/tickets/";
    static final String FILES = "/bot/api/v1/files/";
    static final String CATEGORIES = "/bot/api/v1/categories/";

    /** The seeded category. */
    static final String BILLING = "01990f6e-7c00-7000-8000-0000000000c2";

    static final String NOT_FOUND = "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"Не найдено.\",\"details\":[]}}";
    static final String FORBIDDEN = "{\"error\":{\"code\":\"FORBIDDEN\","
            + "\"message\":\"У вас недостаточно прав для выполнения данного действия.\",\"details\":[]}}";

    private Bot() {}

    /** Files a ticket; its UUID. */
    static String ticket(PersonState requester, String title) {
        return as(requester)
                .body(Map.of("title", title, "description", "Описание: " + title, "category_id", BILLING))
                .post(TICKETS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    static Response change(PersonState by, String ticket, Object body) {
        return as(by).body(body).put(TICKETS + ticket);
    }

    static Response say(PersonState author, String ticket, Object body) {
        return as(author).body(body).post(TICKETS + ticket + "/messages");
    }

    /** Uploads a text; the file's id. */
    static String upload(PersonState person, String filename) {
        return uploading(person, filename, Samples.TEXT)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    static Response uploading(PersonState person, String filename, byte[] content) {
        return new Form()
                .part("Content-Disposition: form-data; name=\"file\"; filename=\"" + filename + "\"", content)
                .postTo(FILES + "upload", person);
    }

    /** The refusal of one field. */
    static String invalid(String field, String message) {
        return "{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Некорректные данные\",\"details\":[{\"field\":\""
                + field + "\",\"message\":\"" + message + "\"}]}}";
    }

    static String missing() {
        return UUID.randomUUID().toString();
    }
}
