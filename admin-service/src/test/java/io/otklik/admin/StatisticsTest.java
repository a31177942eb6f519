package io.otklik.admin;

import static io.otklik.admin.api.requests.Office.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.otklik.admin.api.requests.Office;
import io.otklik.admin.api.requests.StandIns;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Priority;
import io.otklik.events.Role;
import io.otklik.events.TicketStatus;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all statistics have in common, and the few numbers of requests. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class StatisticsTest extends StatisticsTestBase {

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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 40, 41})
    void median_isExact(int count) {
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
    void statistics_areForStaff() {
        PersonState user = Office.someone(Role.USER);
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
            PersonState staff = Office.someone(role);
            for (String route : List.of(DASHBOARD, REPORT, STATS)) {
                as(staff).get(route).then().statusCode(200);
            }
        }
    }

    private String tables() {
        return ReadModelTables.statistics(pool);
    }
}
