package io.otklik.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.admin.readmodel.TicketEvents;
import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryChanged.CategoryState;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.people.TestPeople;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bot and requests show, from events that this test makes up. */
@QuarkusTest
@WithTestResource(RealParts.class)
class StatisticsTest {

    private static final String DASHBOARD = "/bot/api/v1/statistics/dashboard";
    private static final String REPORT = "/bot/api/v1/statistics/tickets";
    private static final String STATS = "/api/admin/customer-requests/stats/";
    private static final Instant DAY = Instant.parse("2026-06-25T10:00:00Z");
    private static final UUID PAYMENT = UUID.fromString("01990f6e-7c00-7000-8000-00000000000a");
    private static final UUID OTHER = UUID.fromString("01990f6e-7c00-7000-8000-00000000000b");

    private static TestPeople people;
    private static PersonState agent;
    private static PersonState moderator;

    @Inject
    TicketEvents consumer;

    @Inject
    Pool pool;

    @BeforeAll
    static void open() {
        Config config = ConfigProvider.getConfig();
        people = new TestPeople(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class),
                config.getValue("kafka.bootstrap.servers", String.class));
        agent = people.published(Role.SUPPORT);
        moderator = people.published(Role.MODERATOR);
    }

    @AfterAll
    static void close() {
        people.close();
    }

    @BeforeEach
    void forget() {
        pool.query("""
                        delete from statistics_ticket; delete from statistics_deleted_ticket;
                        delete from statistics_category; delete from statistics_tally;
                        delete from statistics_response_tally""").execute().replaceWithVoid().await().indefinitely();
        as(moderator).get(DASHBOARD).then().statusCode(200); // introduces both to the replica
        as(agent).get(DASHBOARD).then().statusCode(200);
    }

    @Test
    void dashboard_showsWhatTheDocumentShows() {
        apply(category(1, PAYMENT, "Оплата и подписка", false), category(2, OTHER, "Другое", true));
        apply(stories());
        as(agent).get(DASHBOARD).then().statusCode(200).body("", equalTo(json("""
                                {"tickets": {"total": 4, "open": 1, "in_progress": 1, "resolved": 1, "closed": 1},
                                 "response_time": {"average_hours": 1.7, "median_hours": 1.7},
                                 "categories": [{"name": "Оплата и подписка", "count": 3, "percentage": 75},
                                                {"name": "Другое", "count": 1, "percentage": 25}],
                                 "helpers": [{"user": {"id": "%s", "first_name": "%s", "role": "HELPER"},
                                              "tickets_handled": 2, "avg_response_time": 1},
                                             {"user": {"id": "%s", "first_name": "%s", "role": "MODERATOR"},
                                              "tickets_handled": 1, "avg_response_time": 2.3}]}""".formatted(
                        agent.uuid(), agent.username(), moderator.uuid(), moderator.username()))));
    }

    @Test
    void dashboard_ofNothingIsZero() {
        as(agent)
                .get(DASHBOARD)
                .then()
                .body(
                        equalTo(
                                "{\"tickets\":{\"total\":0,\"open\":0,\"in_progress\":0,\"resolved\":0,\"closed\":0},"
                                        + "\"response_time\":{\"average_hours\":0,\"median_hours\":0},\"categories\":[],\"helpers\":[]}"));
    }

    @Test
    void dashboard_roundsPercentagesHalfUpToOneDecimal() {
        for (int ticket = 0; ticket < 16; ticket++) {
            apply(new TicketStory(DAY, Priority.LOW, ticket < 3 ? 1 : ticket < 8 ? 2 : 3).events);
        }
        as(agent)
                .get(DASHBOARD)
                .then()
                .body(containsString("\"count\":8,\"percentage\":50}"))
                .body(containsString("\"count\":5,\"percentage\":31.3}")) // 31.25
                .body(containsString("\"count\":3,\"percentage\":18.8}")); // 18.75
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40, 41})
    void dashboard_medianIsExact(int count) {
        Random random = new Random(count);
        long[] millis = random.longs(count, 1, 40_000_000).toArray();
        List<Event> events = new ArrayList<>();
        for (long one : millis) {
            events.addAll(new TicketStory(DAY, Priority.LOW, 1).said("PT" + one / 1000.0 + "S", agent.actor()).events);
        }
        apply(events);
        Arrays.sort(millis);
        BigDecimal median = BigDecimal.valueOf(millis[(count - 1) / 2] + millis[count / 2])
                .divide(BigDecimal.valueOf(7_200_000), 1, RoundingMode.HALF_UP);
        BigDecimal average = BigDecimal.valueOf(Arrays.stream(millis).sum())
                .divide(BigDecimal.valueOf(3_600_000L * count), 1, RoundingMode.HALF_UP);
        for (String route : List.of(DASHBOARD, REPORT)) {
            Map<String, Number> shown = as(agent).get(route).jsonPath().getMap("response_time");
            assertEquals(median.floatValue(), shown.get("median_hours").floatValue());
            assertEquals(average.floatValue(), shown.get("average_hours").floatValue());
        }
    }

    @Test
    void report_showsThePeriodAndWhatHappenedOnItsDays() {
        apply(category(1, PAYMENT, "Оплата и подписка", false), category(2, OTHER, "Другое", false));
        apply(stories());
        String body = """
                {"period": {"from": "2026-06-25", "to": "2026-06-26"}, "total": 4,
                 "by_status": {"OPEN": 1, "IN_PROGRESS": 0, "WAITING_RESPONSE": 1, "RESOLVED": 1, "CLOSED": 1},
                 "by_priority": {"LOW": 0, "NORMAL": 2, "HIGH": 1, "CRITICAL": 1},
                 "by_category": [{"id": "%s", "name": "Оплата и подписка", "count": 3},
                                 {"id": "%s", "name": "Другое", "count": 1}],
                 "by_day": [{"date": "2026-06-25", "created": 3, "resolved": 1, "closed": 0},
                            {"date": "2026-06-26", "created": 1, "resolved": 0, "closed": 1}],
                 "response_time": {"average_hours": 1.7, "median_hours": 1.7},
                 "resolution_time": {"average_hours": 7.3, "median_hours": 7.3}}""".formatted(PAYMENT, OTHER);
        as(agent)
                .get(REPORT + "?from_date=2026-06-25&to_date=2026-06-26")
                .then()
                .statusCode(200)
                .body("", equalTo(json(body)));
        as(agent)
                .get(REPORT)
                .then()
                .body("total", is(4))
                .body("period.from", is("2026-06-25"))
                .body("period.to", is(LocalDate.now(ZoneOffset.UTC).toString()));
    }

    @Test
    void report_isOfThePeriodInclusiveAndOfTheCategory() {
        apply(category(1, PAYMENT, "Оплата и подписка", false), category(2, OTHER, "Другое", false));
        apply(new TicketStory(Instant.parse("2026-06-24T23:59:59.999999Z"), Priority.LOW, 1)
                .became("PT1S", TicketStatus.RESOLVED)
                .events);
        apply(new TicketStory(Instant.parse("2026-06-25T00:00:00Z"), Priority.LOW, 1).events);
        apply(new TicketStory(Instant.parse("2026-06-25T23:59:59.999999Z"), Priority.LOW, 2).events);
        apply(new TicketStory(Instant.parse("2026-06-26T00:00:00Z"), Priority.LOW, 2).events);
        String one = REPORT + "?from_date=2026-06-25&to_date=2026-06-25";
        as(agent)
                .get(one)
                .then()
                .body("total", is(2))
                .body(
                        "by_day",
                        equalTo(json("[{\"date\": \"2026-06-25\", \"created\": 2, \"resolved\": 1, \"closed\": 0}]")));
        as(agent)
                .get(one + "&category_id=" + PAYMENT)
                .then()
                .body("total", is(1))
                .body("by_category.name", is(List.of("Оплата и подписка")));
        as(agent)
                .get(REPORT + "?to_date=2026-06-25")
                .then()
                .body("total", is(3))
                .body("period.from", is("2026-06-24"));
        as(agent)
                .get(REPORT + "?to_date=2000-01-01")
                .then()
                .body("period", equalTo(json("{\"from\": \"2000-01-01\", \"to\": \"2000-01-01\"}")));
        as(agent)
                .queryParam("from_date", "2026-06-26T12:00:00+03:00")
                .get(REPORT)
                .then()
                .body("total", is(1));
        as(agent)
                .get(REPORT + "?from_date=1900-01-01&to_date=1900-01-02&category_id=")
                .then()
                .body("", equalTo(json("""
                        {"period": {"from": "1900-01-01", "to": "1900-01-02"}, "total": 0,
                         "by_status": {"OPEN": 0, "IN_PROGRESS": 0, "WAITING_RESPONSE": 0, "RESOLVED": 0, "CLOSED": 0},
                         "by_priority": {"LOW": 0, "NORMAL": 0, "HIGH": 0, "CRITICAL": 0},
                         "by_category": [], "by_day": [],
                         "response_time": {"average_hours": 0, "median_hours": 0},
                         "resolution_time": {"average_hours": 0, "median_hours": 0}}""")));
    }

    @ParameterizedTest
    @CsvSource({
        "from_date, yesterday, 'Неправильный формат даты и времени. Используйте ISO 8601.'",
        "from_date, 2026-02-30, 'Неправильный формат даты и времени. Используйте ISO 8601.'",
        "to_date, 99999-01-01, 'Неправильный формат даты и времени. Используйте ISO 8601.'",
        "to_date, '2026-06-25\0', Нулевые символы не допускаются.",
        "category_id, 1, Неверный UUID.",
        "category_id, 01990f6e-7c00-7000-8000-0000000000ff, Такой категории нет.",
        "category_id, 01990f6e-7c00-7000-8000-00000000000b, Такой категории нет.", // deleted
    })
    void report_refusesABadFilter(String filter, String value, String message) {
        apply(category(2, OTHER, "Другое", true));
        as(agent).queryParam(filter, value).get(REPORT).then().statusCode(422).body("", equalTo(json("""
                        {"error": {"code": "VALIDATION_ERROR", "message": "Некорректные данные",
                                   "details": [{"field": "%s", "message": "%s"}]}}""".formatted(
                        filter, message))));
    }

    @Test
    void report_refusesReversedDates() {
        as(agent)
                .header("Accept-Language", "en")
                .get(REPORT + "?from_date=2026-06-26&to_date=2026-06-25")
                .then()
                .statusCode(422)
                .body(
                        "error.details",
                        equalTo(
                                json(
                                        "[{\"field\": \"to_date\", \"message\": \"The end of the period is before its start.\"}]")));
    }

    @Test
    void stats_countAsTheCodeDoes() {
        as(agent)
                .get(STATS)
                .then()
                .statusCode(200)
                .body(equalTo("{\"total_requests\":0,\"open_requests\":0,\"in_progress_requests\":0,"
                        + "\"completed_today\":0,\"completion_rate\":0}"));
        Instant today = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<Event> events = new ArrayList<>();
        for (int ticket = 0; ticket < 29; ticket++) {
            events.addAll(new TicketStory(DAY, Priority.LOW, 1).events);
        }
        // Done yesterday, done today, done yesterday and edited today; closed is done no more.
        events.addAll(
                new TicketStory(today.minusSeconds(60), Priority.LOW, 1).became("PT59S", TicketStatus.RESOLVED).events);
        events.addAll(
                new TicketStory(today.minusSeconds(60), Priority.LOW, 1).became("PT60S", TicketStatus.RESOLVED).events);
        events.addAll(new TicketStory(today, Priority.LOW, 1).became("PT0S", TicketStatus.FROZEN).events);
        apply(events);
        as(agent)
                .get(STATS)
                .then()
                .body(equalTo("{\"total_requests\":32,\"open_requests\":29,\"in_progress_requests\":1,"
                        + "\"completed_today\":1,\"completion_rate\":6.25}"));
        apply(new TicketStory(today.minusSeconds(60), Priority.LOW, 1)
                .became("PT1S", TicketStatus.RESOLVED)
                .edited("PT61S", Priority.HIGH, 1)
                .events);
        apply(new TicketStory(today, Priority.LOW, 1)
                .became("PT0S", TicketStatus.RESOLVED)
                .became("PT1S", TicketStatus.CLOSED)
                .events);
        as(agent)
                .get("/api/admin/customer-requests/stats")
                .then()
                .body(equalTo("{\"total_requests\":34,\"open_requests\":29,\"in_progress_requests\":1,"
                        + "\"completed_today\":2,\"completion_rate\":8.82}"));
    }

    @Test
    void events_thatComeAgainOrLateChangeNothing() {
        List<Event> story = new TicketStory(DAY, Priority.LOW, 1)
                .assigned("PT1M", agent)
                .became("PT1M", TicketStatus.IN_PROGRESS)
                .said("PT2H", agent.actor())
                .edited("PT3H", Priority.CRITICAL, 2)
                .became("PT4H", TicketStatus.RESOLVED)
                .became("PT5H", TicketStatus.CLOSED)
                .said("PT6H", moderator.actor())
                .events;
        List<Event> gone = new TicketStory(DAY, Priority.LOW, 1)
                .said("PT1H", agent.actor())
                .deleted("PT2H")
                .events;
        apply(story);
        apply(gone);
        String tables = tables();
        String report = as(agent).get(REPORT).asString();
        assertEquals(
                json("{\"average_hours\": 4, \"median_hours\": 4}"),
                as(agent).get(REPORT).jsonPath().getMap("resolution_time"));
        List<Event> all = Stream.concat(story.stream(), gone.stream()).toList();
        apply(all);
        assertEquals(tables, tables());
        for (Event one : all) {
            apply(one);
        }
        assertEquals(tables, tables());
        for (Event late : all.subList(0, 4)) {
            apply(late);
            assertEquals(tables, tables());
        }
        List<Event> backwards = new ArrayList<>(gone);
        Collections.reverse(backwards);
        apply(backwards);
        assertEquals(tables, tables());
        assertEquals(report, as(agent).get(REPORT).asString());
    }

    @Test
    void status_openedAgainForgetsItsEnd() {
        apply(new TicketStory(DAY, Priority.LOW, 1)
                .became("PT1H", TicketStatus.RESOLVED)
                .became("PT2H", TicketStatus.CLOSED)
                .became("PT3H", TicketStatus.IN_PROGRESS)
                .events);
        as(agent)
                .get(REPORT)
                .then()
                .body(
                        "by_day",
                        equalTo(json("[{\"date\": \"2026-06-25\", \"created\": 1, \"resolved\": 0, \"closed\": 0}]")))
                .body("resolution_time.average_hours", is(0));
    }

    @Test
    void category_isCalledAsTheNewestEventSays() {
        apply(new TicketStory(DAY, Priority.LOW, 1).events);
        as(agent).get(DASHBOARD).then().body("categories[0].name", is("Категория 1"));
        apply(category(1, PAYMENT, "Оплата", false));
        apply(new CategoryChanged(
                UUID.randomUUID(), new CategoryState(1, PAYMENT, "Раньше", null, false), DAY.minusSeconds(1)));
        apply(new TicketStory(DAY.plusSeconds(1), Priority.LOW, 1).events);
        as(agent).get(DASHBOARD).then().body("categories[0].name", is("Оплата"));
    }

    @Test
    void statistics_areForStaff() {
        PersonState user = people.published(Role.USER);
        for (String route : List.of(DASHBOARD, REPORT)) {
            given().get(route).then().statusCode(401).body("error.code", is("UNAUTHORIZED"));
            as(user).get(route + "?from_date=no").then().statusCode(403).body("error.code", is("FORBIDDEN"));
            as(agent).post(route).then().statusCode(405).body("error.code", is("METHOD_NOT_ALLOWED"));
        }
        given().get(STATS)
                .then()
                .statusCode(401)
                .body("", equalTo(Map.of("detail", "Учетные данные не были предоставлены.")));
        as(user).get(STATS)
                .then()
                .statusCode(403)
                .body("", equalTo(Map.of("detail", "У вас недостаточно прав для выполнения данного действия.")));
        for (Role role : List.of(Role.SUPPORT, Role.MODERATOR, Role.ADMIN)) {
            PersonState staff = people.published(role);
            for (String route : List.of(DASHBOARD, REPORT, STATS)) {
                as(staff).get(route).then().statusCode(200);
            }
        }
    }

    /** Four tickets, filed on two days: answered after 1 and 2.3 hours, ended after 2.5 and 12 hours. */
    private static List<Event> stories() {
        List<Event> events = new ArrayList<>();
        events.addAll(new TicketStory(DAY, Priority.NORMAL, 1)
                .assigned("PT10M", agent)
                .saidBySuite("PT11M", agent.actor())
                .saidInternally("PT12M", moderator.actor())
                .saidByOwner("PT13M")
                .said("PT1H", agent.actor())
                .said("PT1H20M", moderator.actor())
                .became("PT2H30M", TicketStatus.RESOLVED)
                .events);
        events.addAll(new TicketStory(DAY, Priority.HIGH, 1)
                .assigned("PT1H", agent)
                .said("PT2H18M", agent.actor())
                .assigned("PT3H", moderator)
                .became("PT4H", TicketStatus.IN_PROGRESS)
                .became("PT5H", TicketStatus.FROZEN)
                .events);
        events.addAll(new TicketStory(DAY, Priority.LOW, 2).edited("PT1H", Priority.CRITICAL, 1).events);
        events.addAll(new TicketStory(DAY.plus(Duration.ofDays(1)), Priority.NORMAL, 2)
                .assigned("PT1M", agent)
                .became("PT12H", TicketStatus.CLOSED)
                .events);
        events.addAll(new TicketStory(DAY, Priority.NORMAL, 2)
                .said("PT1M", agent.actor())
                .deleted("PT2M")
                .events);
        return events;
    }

    private static Event category(long id, UUID uuid, String name, boolean deleted) {
        return new CategoryChanged(UUID.randomUUID(), new CategoryState(id, uuid, name, null, deleted), DAY);
    }

    private void apply(Event... events) {
        apply(List.of(events));
    }

    private void apply(List<Event> events) {
        consumer.apply(TicketStory.batch(events)).await().atMost(Duration.ofSeconds(20));
    }

    private String tables() {
        return ReadModelTables.statistics(pool);
    }

    private static Object json(String text) {
        return io.restassured.path.json.JsonPath.from(text).get("");
    }

    private static RequestSpecification as(PersonState person) {
        return given().header("Authorization", "Bearer " + people.token(person));
    }
}
