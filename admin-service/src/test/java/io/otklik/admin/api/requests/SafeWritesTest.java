package io.otklik.admin.api.requests;

import static io.otklik.admin.api.requests.Office.CHATS;
import static io.otklik.admin.api.requests.Office.COMMUNICATIONS;
import static io.otklik.admin.api.requests.Office.agent;
import static io.otklik.admin.api.requests.Office.as;
import static io.otklik.admin.api.requests.Office.chat;
import static io.otklik.admin.api.requests.Office.messages;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes with an {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class SafeWritesTest {

    private final PersonState agent = agent();
    private final PersonState other = agent();
    private final String key = UUID.randomUUID().toString();

    @Test
    void message_sentTwiceAtOnceIsOne() {
        long chat = chat("private", agent, other);
        List<CompletableFuture<Response>> twins = Stream.of("Привет", "Привет")
                .map(content -> CompletableFuture.supplyAsync(() -> say(chat, content)))
                .toList();
        List<String> answers = twins.stream()
                .map(twin -> twin.join().then().statusCode(201).extract().asString())
                .distinct()
                .toList();
        assertEquals(1, answers.size(), answers.toString());
        messages(other, chat).header("X-Total-Count", "1");
        say(chat, "Иное").then().statusCode(422);
    }

    @Test
    void communication_sentAgainIsOne() {
        Response first = send("Смена");
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        send("Смена")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first.asString()));
        send("Другая").then().statusCode(422);
        as(agent).get(COMMUNICATIONS).then().body("count", equalTo(1));
    }

    private Response say(long chat, String content) {
        return as(agent)
                .header("Idempotency-Key", key)
                .body(Map.of("content", content))
                .post(CHATS + chat + "/messages/");
    }

    private Response send(String subject) {
        return as(agent)
                .header("Idempotency-Key", key)
                .body(Map.of(
                        "from_department", "Склад", "to_department", "Касса", "subject", subject, "content", "Текст"))
                .post(COMMUNICATIONS);
    }
}
