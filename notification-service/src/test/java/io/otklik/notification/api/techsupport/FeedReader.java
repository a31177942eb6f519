package io.otklik.notification.api.techsupport;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.otklik.events.PersonState;
import io.otklik.notification.Suite;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;

/** People who read their feeds over HTTP. */
final class FeedReader {

    private FeedReader() {}

    static RequestSpecification as(PersonState person) {
        return given().header("Authorization", Suite.get().bearer(person))
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false);
    }

    /** The person's feed, as soon as it has at least so many rows. */
    static Response rows(PersonState person, int count) {
        await().atMost(Suite.LIMIT).until(() -> {
            Response response = as(person).get("/api/v1/notifications/");
            return response.jsonPath().getList("id").size() >= count;
        });
        return as(person).get("/api/v1/notifications/");
    }

    /** Which tickets the person's feed is about, newest first. */
    static List<Long> tickets(PersonState person) {
        return as(person).get("/api/v1/notifications/").jsonPath().getList("ticket_id", Long.class);
    }
}
