package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Writes that are sent again: {@code Idempotency-Key}. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class SafeWritesTest {

    private static final String REQUESTS = "/api/admin/customer-requests/";
    private static final String BODY = "{\"subject\":\"Тема\",\"category\":1,\"description\":\"Текст\"}";
    private static final String SAME_BODY = "{ \"description\": \"Текст\", \"subject\": \"Тема\", \"category\": 1 }";
    private static final String OTHER_BODY = "{\"subject\":\"Иная\",\"category\":1,\"description\":\"Текст\"}";
    private static final String REUSED = "Этот ключ Idempotency-Key уже использован с другим запросом.";

    private final String key = UUID.randomUUID().toString();

    @Test
    void create_sentAgainIsAnsweredTheSameAndDoneOnce() throws SQLException {
        PersonState owner = user();
        Response first = file(owner, BODY);
        first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
        Response again = file(owner, SAME_BODY);
        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .contentType(first.contentType())
                .header("ETag", first.header("ETag"))
                .body(equalTo(first.asString()));
        assertEquals(1, ticketsOf(owner));
        as(owner).get(TICKETS).then().header("X-Total-Count", "1");
        try (TicketLog log = new TicketLog()) {
            assertEquals(
                    1,
                    log.records(first.jsonPath().getLong("id"), "TicketCreated").size());
        }
    }

    @Test
    void create_underAKeyOfAnotherRequestIsRefused() {
        PersonState owner = user();
        file(owner, BODY).then().statusCode(201);
        file(owner, OTHER_BODY).then().statusCode(422).body(equalTo("{\"detail\":\"" + REUSED + "\"}"));
        as(owner)
                .header("Idempotency-Key", key)
                .body(BODY)
                .post(TICKETS + "?a=1")
                .then()
                .statusCode(422);
        Map<String, String> inBot = Map.of("title", "Т", "description", "О", "category_id", Bot.BILLING);
        as(owner)
                .header("Idempotency-Key", key)
                .body(inBot)
                .post(Bot.TICKETS)
                .then()
                .statusCode(201);
        as(owner)
                .header("Idempotency-Key", key)
                .header("Accept-Language", "en")
                .body(Map.of("title", "Т2", "description", "О", "category_id", Bot.BILLING))
                .post(Bot.TICKETS)
                .then()
                .statusCode(422)
                .body(equalTo("{\"error\":{\"code\":\"IDEMPOTENCY_KEY_REUSED\","
                        + "\"message\":\"This Idempotency-Key has been used with another request.\",\"details\":[]}}"));
    }

    @Test
    void key_isEachPersonsOwn() throws SQLException {
        PersonState one = user();
        PersonState other = user();
        file(one, BODY).then().statusCode(201);
        file(other, BODY).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals(1, ticketsOf(other));
    }

    @Test
    void form_isTheSameWithTheSameFiles() throws SQLException {
        PersonState owner = user();
        Response first = Form.ticket().file("a.txt", Samples.TEXT).postKeyed(key, owner);
        first.then().statusCode(201);
        Form.ticket()
                .file("a.txt", Samples.TEXT)
                .postKeyed(key, owner)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first.asString()));
        Form.ticket()
                .file("a.txt", "иное".getBytes(StandardCharsets.UTF_8))
                .postKeyed(key, owner)
                .then()
                .statusCode(422);
        assertEquals(1, ticketsOf(owner));
        as(owner).get(TICKETS + first.jsonPath().getLong("id")).then().body("attachments.filename", contains("a.txt"));
    }

    @Test
    void refusal_leavesTheKeyFree() throws SQLException {
        PersonState owner = user();
        file(owner, "{}").then().statusCode(400);
        file(owner, BODY.replace(":1,", ":99999,")).then().statusCode(400);
        file(owner, BODY).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals(1, ticketsOf(owner));
        as(agent())
                .header("Idempotency-Key", key)
                .body(BODY)
                .patch(SUPPORT + "1/nothing/")
                .then()
                .statusCode(404);
    }

    @Test
    void key_thatIsNoneIsRefused() {
        PersonState owner = user();
        for (String bad : List.of(" ", "k".repeat(256), "a\tb")) {
            as(owner)
                    .header("Idempotency-Key", bad)
                    .body(BODY)
                    .post(TICKETS)
                    .then()
                    .statusCode(400);
        }
        as(owner)
                .header("Idempotency-Key", "k".repeat(255))
                .body(BODY)
                .post(TICKETS)
                .then()
                .statusCode(201);
        Cast.bearer("none")
                .header("Idempotency-Key", key)
                .body(BODY)
                .post(TICKETS)
                .then()
                .statusCode(401);
    }

    @Test
    void twins_areDoneOnce() throws SQLException {
        PersonState owner = user();
        List<CompletableFuture<Response>> twins = Stream.of(BODY, SAME_BODY, BODY)
                .map(body -> CompletableFuture.supplyAsync(() -> file(owner, body)))
                .toList();
        List<String> answers =
                twins.stream().map(twin -> twin.join().asString()).distinct().toList();
        assertEquals(1, answers.size(), answers.toString());
        assertEquals(1, ticketsOf(owner));
    }

    @Test
    void twinInFlight_isWaitedForAndThenRefused() throws SQLException {
        PersonState owner = user();
        try (Connection twin = Cast.database();
                Statement insert = twin.createStatement()) {
            twin.setAutoCommit(false);
            assertEquals(
                    1,
                    insert.executeUpdate(
                            "insert into idempotency (person, route, key, fingerprint, created_at) values ("
                                    + owner.id() + ", 'POST /api/v1/tickets', '" + key + "', '\\x00', now())"));
            file(owner, BODY)
                    .then()
                    .statusCode(409)
                    .header("Retry-After", "1")
                    .body("detail", is("Запрос с этим ключом Idempotency-Key ещё выполняется. Повторите позже."));
            twin.rollback();
        }
        file(owner, BODY).then().statusCode(201);
        assertEquals(1, ticketsOf(owner));
    }

    @Test
    void keyedWrites_leaveConnectionsToOthers() throws Exception {
        PersonState owner = user();
        int connections = ConfigProvider.getConfig().getValue("quarkus.datasource.reactive.max-size", Integer.class);
        BlockingQueue<Response> answers = new LinkedBlockingQueue<>();
        ExecutorService clients = Executors.newCachedThreadPool();
        try (Connection other = Cast.database();
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            assertEquals(0, lock.executeUpdate("lock table ticket in share mode"));
            for (int client = 0; client < connections; client++) {
                clients.execute(() -> answers.add(as(owner)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(BODY)
                        .post(TICKETS)));
            }
            for (int refused = 0; refused < connections / 2; refused++) {
                Response answer = answers.poll(20, TimeUnit.SECONDS);
                assertNotNull(answer);
                answer.then()
                        .statusCode(503)
                        .header("Retry-After", "1")
                        .body("detail", is("Сервис временно недоступен. Повторите позже."));
            }
            as(owner).get(TICKETS).then().statusCode(200).header("X-Total-Count", "0");
            other.rollback();
            for (int done = 0; done < connections / 2; done++) {
                Response answer = answers.poll(20, TimeUnit.SECONDS);
                assertNotNull(answer);
                answer.then().statusCode(201);
            }
        } finally {
            clients.shutdownNow();
        }
        assertEquals(connections / 2, ticketsOf(owner));
        file(owner, BODY).then().statusCode(201);
    }

    @Test
    void key_mayBeUsedAnewAfterADay() throws SQLException {
        PersonState owner = user();
        file(owner, BODY).then().statusCode(201);
        try (Connection other = Cast.database();
                Statement update = other.createStatement()) {
            assertEquals(
                    1,
                    update.executeUpdate("update idempotency set created_at = now() - interval '25 hours' where key = '"
                            + key + "'"));
        }
        file(owner, OTHER_BODY).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals(2, ticketsOf(owner));
    }

    @Test
    void take_sentAgainIsNoSecondTake() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String take = REQUESTS + id + "/take/";
        Response first = as(agent).header("Idempotency-Key", key).post(take);
        first.then().statusCode(200).body("status", is("in_progress")).body("messages_count", is(1));
        as(agent)
                .header("Idempotency-Key", key)
                .post(take)
                .then()
                .statusCode(200)
                .body(equalTo(first.asString()));
        as(agent()).header("Idempotency-Key", key).post(take).then().statusCode(400);
        as(agent)
                .header("Idempotency-Key", key)
                .post(REQUESTS + ticket(user(), "Другая") + "/take/")
                .then()
                .statusCode(422);
        try (TicketLog log = new TicketLog()) {
            assertEquals(
                    4,
                    log.records(id, "TicketCreated", "TicketAssigned", "TicketStatusChanged", "CommentAdded")
                            .size());
        }
    }

    @Test
    void comment_sentAgainIsOneComment() {
        PersonState owner = user();
        long id = ticket(owner, "Тема");
        for (int time = 0; time < 2; time++) {
            as(owner)
                    .header("Idempotency-Key", key)
                    .body(Map.of("text", "Т"))
                    .post(TICKETS + id + "/comments/")
                    .then()
                    .statusCode(201);
        }
        as(owner).get(TICKETS + id + "/comments/").then().header("X-Total-Count", "1");
    }

    private Response file(PersonState owner, String body) {
        return as(owner).header("Idempotency-Key", key).body(body).post(TICKETS);
    }

    private static int ticketsOf(PersonState owner) throws SQLException {
        try (Connection other = Cast.database();
                Statement statement = other.createStatement();
                ResultSet counted =
                        statement.executeQuery("select count(*) from ticket where requester_id = " + owner.id())) {
            counted.next();
            return counted.getInt(1);
        }
    }
}
