package io.otklik.admin;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.Actor;
import io.otklik.events.Event;
import io.otklik.events.EventJson;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketFacts;
import io.otklik.events.TicketStatus;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Topic;
import io.otklik.people.TestPeople;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class TicketHistoryTest {

    private static final String HISTORY = "/api/v1/admin/ticket-history/";
    private static final Instant AT = Instant.parse("2026-06-25T10:00:00Z");
    private static final AtomicLong NEXT_TICKET = new AtomicLong(System.currentTimeMillis());

    private static TestPeople people;
    private static KafkaProducer<String, String> producer;

    private final long ticket = NEXT_TICKET.incrementAndGet();
    private final PersonState admin = people.published(Role.ADMIN);
    private final PersonState agent = people.published(Role.SUPPORT);

    @BeforeAll
    static void open() {
        Config config = ConfigProvider.getConfig();
        people = new TestPeople(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class),
                config.getValue("kafka.bootstrap.servers", String.class));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.getValue("kafka.bootstrap.servers", String.class), "acks", "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    @AfterAll
    static void close() {
        producer.close();
        people.close();
    }

    @Test
    void list_showsAssignmentAndStatusNewestFirst() {
        publish(assigned(null, agent, AT));
        publish(statusChanged(TicketStatus.OPEN, TicketStatus.IN_PROGRESS, AT.plusSeconds(1)));
        awaitRows(2)
                .body("ticket", everyItem(is(ticket)))
                .body("field", contains("status", "assigned_to"))
                .body("old_value", contains("open", null))
                .body("new_value", contains("in_progress", Long.toString(agent.id())))
                .body("changed_by", contains(agent.id(), agent.id()))
                .body("changed_at", contains("2026-06-25T10:00:01Z", "2026-06-25T10:00:00Z"));
    }

    @Test
    void list_showsEditsFieldByFieldButForThoseThatAreNone() {
        publish(new TicketEdited(
                UUID.randomUUID(),
                ticket(TicketStatus.OPEN, agent),
                List.of(
                        new TicketEdited.Change("subject", "Вход", "Вход сломан"),
                        new TicketEdited.Change("description", "Ошибка", "Ошибка 500"),
                        new TicketEdited.Change("tags", "", "вход"),
                        new TicketEdited.Change("estimated_resolution_time", null, "2026-06-26T10:00:00Z"),
                        new TicketEdited.Change("priority", "NORMAL", "HIGH"),
                        new TicketEdited.Change("category", "1", "2")),
                agent.actor(),
                AT));
        awaitRows(4)
                .body("field", containsInAnyOrder("subject", "description", "priority", "category"))
                .body("find { it.field == 'subject' }.new_value", is("Вход сломан"))
                .body("find { it.field == 'description' }.old_value", is("Ошибка"))
                .body("find { it.field == 'priority' }.new_value", is("HIGH"))
                .body("find { it.field == 'category' }.old_value", is("1"))
                .body("changed_by", everyItem(is(agent.id())))
                .body("changed_at", everyItem(is("2026-06-25T10:00:00Z")));
    }

    @Test
    void list_ofAnEventThatCameTwiceShowsItOnce() {
        Event event = statusChanged(TicketStatus.OPEN, TicketStatus.RESOLVED, AT);
        publish(event);
        publish(event);
        publish(statusChanged(TicketStatus.RESOLVED, TicketStatus.CLOSED, AT.plusSeconds(1)));
        awaitRows(2).body("new_value", contains("closed", "resolved"));
    }

    @Test
    void list_leavesOutWhatThisContractCannotTellApart() {
        publish(statusChanged(TicketStatus.IN_PROGRESS, TicketStatus.FROZEN, AT));
        publish(statusChanged(TicketStatus.FROZEN, TicketStatus.RESOLVED, AT.plusSeconds(1)));
        awaitRows(1).body("old_value", contains("in_progress")).body("new_value", contains("resolved"));
    }

    @Test
    void list_filtersByEachDocumentedFilter() {
        PersonState other = people.published(Role.SUPPORT);
        publish(assigned(null, agent, AT));
        publish(new TicketStatusChanged(
                UUID.randomUUID(),
                ticket(TicketStatus.CLOSED, agent),
                TicketStatus.OPEN,
                other.actor(),
                AT.plusSeconds(10)));
        awaitRows(2).statusCode(200);
        String own = HISTORY + "?ticket=" + ticket;
        as(admin).get(own + "&field=status").then().body("field", contains("status"));
        as(admin).get(own + "&field=subject").then().body("", hasSize(0));
        as(admin).get(own + "&changed_by=" + agent.id()).then().body("field", contains("assigned_to"));
        as(admin).get(own + "&changed_at__gte=2026-06-25T10:00:10Z").then().body("field", contains("status"));
        as(admin).get(own + "&changed_at__lte=2026-06-25T10:00:09Z").then().body("field", contains("assigned_to"));
        as(admin)
                .queryParam("changed_at__gte", "2026-06-25T10:00:00Z")
                .queryParam("changed_at__lte", "2026-06-25T13:00:10+03:00")
                .get(own)
                .then()
                .body("", hasSize(2));
    }

    @Test
    void list_goesOnAtTheCursorOfItsLink() {
        publish(assigned(null, agent, AT));
        publish(statusChanged(TicketStatus.OPEN, TicketStatus.CLOSED, AT)); // the same instant: the id decides
        awaitRows(2).statusCode(200);
        var first = as(admin).get(HISTORY + "?limit=1&ticket=" + ticket);
        first.then()
                .header("X-Total-Count", "2")
                .header("Link", containsString("rel=\"next\""))
                .body("field", contains("status"));
        String next = first.header("Link").replaceAll("^<(.*)>.*$", "$1");
        as(admin).get(next).then().header("Link", (String) null).body("field", contains("assigned_to"));
    }

    @ParameterizedTest
    @CsvSource({
        "ticket, abc, Введите правильное число.",
        "ticket, 99999999999999999999, Введите правильное число.",
        "changed_by, 1.5, Введите правильное число.",
        "changed_at__gte, yesterday, 'Неправильный формат даты и времени. Используйте ISO 8601.'",
        "changed_at__lte, 2026-06-31, 'Неправильный формат даты и времени. Используйте ISO 8601.'",
        "limit, 0, Допустимы значения от 1 до 500.",
        "limit, 501, Допустимы значения от 1 до 500.",
    })
    void list_refusesABadFilterByItsName(String filter, String value, String message) {
        as(admin)
                .queryParam(filter, value)
                .get(HISTORY)
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of(filter, List.of(message))));
    }

    @Test
    void list_refusesAnUnknownFieldAndAReversedInterval() {
        as(admin)
                .get(HISTORY + "?field=colour")
                .then()
                .statusCode(400)
                .body("field[0]", startsWith("Недопустимое значение. Возможные значения: status, assigned_to"));
        as(admin)
                .header("Accept-Language", "en")
                .get(HISTORY + "?changed_at__gte=2026-06-25T10:00:00Z&changed_at__lte=2026-06-24T10:00:00Z")
                .then()
                .statusCode(400)
                .body("", equalTo(Map.of("changed_at__lte", List.of("The end of the interval is before its start."))));
    }

    @Test
    void list_isForAdministratorsOnly() {
        given().get(HISTORY)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("", equalTo(Map.of("detail", "Учетные данные не были предоставлены.")));
        for (Role role : List.of(Role.USER, Role.SUPPORT, Role.MODERATOR)) {
            as(people.published(role))
                    .get(HISTORY)
                    .then()
                    .statusCode(403)
                    .body("", equalTo(Map.of("detail", "У вас недостаточно прав для выполнения данного действия.")));
        }
        given().header("Authorization", "Bearer " + people.token(admin) + "x")
                .get(HISTORY)
                .then()
                .statusCode(401)
                .body("", equalTo(Map.of("detail", "Token is invalid or expired", "code", "token_not_valid")));
        as(admin).get(HISTORY).then().statusCode(200);
        as(admin).post(HISTORY).then().statusCode(405).header("Allow", containsString("GET"));
        as(admin).get("/api/v1/admin/ticket-history/1/").then().statusCode(404);
    }

    @Test
    void role_takenAwayBitesWithinOneSecond() {
        as(admin).get(HISTORY).then().statusCode(200);
        RequestSpecification before = as(admin);
        people.publish(people.changed(admin, Role.USER, false, 1));
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> given().spec(before).get(HISTORY).then().statusCode(403));
    }

    private ValidatableResponse awaitRows(int count) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> as(admin)
                                .get(HISTORY + "?ticket=" + ticket)
                                .jsonPath()
                                .getList("$")
                                .size()
                        >= count);
        return as(admin)
                .get(HISTORY + "?ticket=" + ticket)
                .then()
                .statusCode(200)
                .body("", hasSize(count));
    }

    private static RequestSpecification as(PersonState person) {
        return given().header("Authorization", "Bearer " + people.token(person));
    }

    private Event assigned(PersonState previous, PersonState assignee, Instant at) {
        return new TicketAssigned(
                UUID.randomUUID(),
                ticket(TicketStatus.OPEN, assignee),
                previous == null ? null : previous.actor(),
                agent.actor(),
                at);
    }

    private Event statusChanged(TicketStatus from, TicketStatus to, Instant at) {
        return new TicketStatusChanged(UUID.randomUUID(), ticket(to, agent), from, agent.actor(), at);
    }

    private TicketFacts ticket(TicketStatus status, PersonState assignee) {
        Actor owner = new Actor(7, UUID.randomUUID(), "ivan", "ivan@example.com", Role.USER);
        return new TicketFacts(
                ticket, UUID.randomUUID(), "Вход", status, owner, assignee.actor(), "techsupport", Priority.NORMAL, 1L);
    }

    private static void publish(Event event) {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(Topic.TICKETS.topicName(), event.key(), EventJson.write(event));
        record.headers().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", event.eventId().toString().getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
