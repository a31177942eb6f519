package io.otklik.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code Idempotency-Key}, {@code ETag}, {@code If-Match} and {@code If-None-Match} through the gateway. */
@ExtendWith(Suite.class)
class SafeWritesIT {

    private static final String REUSED = "Этот ключ Idempotency-Key уже использован с другим запросом.";

    private final String key = UUID.randomUUID().toString();

    /** How each contract files a ticket. */
    enum In {
        TECHSUPPORT("/api/v1/tickets/", "subject"),
        BOT("/bot/api/v1/tickets", "title"),
        DESK("/api/tickets/", "title"),
        REQUESTS("/api/admin/customer-requests/", "title"),
        SUPPORT0("/api/ticket", "message");

        private final String path;
        private final String named;

        In(String path, String named) {
            this.path = path;
            this.named = named;
        }

        Someone someone() {
            return this == REQUESTS ? Someone.agent() : Someone.registered();
        }

        Map<String, Object> body(Someone owner, String name) {
            Map<String, Object> body = new HashMap<>(Map.of(named, name, "description", "Описание"));
            if (this == TECHSUPPORT) {
                body.put("category", owner.category());
            } else if (this == BOT) {
                body.put("category_id", owner.reads("/bot/api/v1/categories").getString("[0].id"));
            }
            return body;
        }

        String reused() {
            return this == BOT
                    ? "{\"error\":{\"code\":\"IDEMPOTENCY_KEY_REUSED\",\"message\":\"" + REUSED + "\",\"details\":[]}}"
                    : "{\"detail\":\"" + REUSED + "\"}";
        }
    }

    @ParameterizedTest
    @EnumSource
    void filing_underOneKeyIsDoneOnce(In contract) {
        Someone owner = contract.someone();
        Map<String, Object> body = contract.body(owner, "Один раз");
        List<CompletableFuture<Response>> twins = Stream.of(body, body)
                .map(same -> CompletableFuture.supplyAsync(() -> file(owner, contract, same)))
                .toList();
        List<String> answers = twins.stream()
                .map(twin -> twin.join().then().statusCode(201).extract().asString())
                .distinct()
                .toList();
        assertEquals(1, answers.size(), answers.toString());
        file(owner, contract, body)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("ETag", twins.get(0).join().header("ETag"))
                .body(equalTo(answers.get(0)));
        file(owner, contract, contract.body(owner, "Иное"))
                .then()
                .statusCode(422)
                .body(equalTo(contract.reused()));
        owner.request().get("/api/v1/tickets/").then().header("X-Total-Count", "1");
    }

    @Test
    void ticket_isChangedInTheVersionThatWasSeen() {
        Someone owner = Someone.registered();
        Someone agent = Someone.agent();
        String ticket = "/api/admin/customer-requests/" + owner.files("Версия") + "/";
        String seen = agent.request()
                .get(ticket)
                .then()
                .statusCode(200)
                .header("ETag", matchesPattern("\"0-[0-9a-f]{16}\""))
                .extract()
                .header("ETag");
        agent.request()
                .header("If-None-Match", seen)
                .get(ticket)
                .then()
                .statusCode(304)
                .header("ETag", seen);
        String taken = agent.request()
                .header("If-Match", seen)
                .post(ticket + "take/")
                .then()
                .statusCode(200)
                .header("ETag", not(seen))
                .extract()
                .header("ETag");
        agent.request()
                .header("If-Match", seen)
                .body(Map.of("title", "Опоздал"))
                .patch(ticket)
                .then()
                .statusCode(412)
                .body("detail", is("Версия не совпадает с указанной в If-Match: данные изменились."));
        agent.request().header("If-None-Match", taken).get(ticket).then().statusCode(304);
        agent.request()
                .header("If-Match", taken)
                .post(ticket + "complete/")
                .then()
                .statusCode(200);
    }

    private Response file(Someone owner, In contract, Map<String, Object> body) {
        return owner.request().header("Idempotency-Key", key).body(body).post(contract.path);
    }
}
