package io.otklik.admin;

import static io.otklik.admin.api.requests.Office.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.admin.api.requests.StandIns;
import io.otklik.events.Priority;
import io.otklik.events.TicketStatus;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** telegram-bot.md, statistics of tickets. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class TicketReportTest extends StatisticsTestBase {

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

    @Test
    void report_asksTheOwnerOfACategoryThatNoEventHasToldOf() {
        as(agent)
                .get(REPORT + "?category_id=" + StandIns.CATEGORY)
                .then()
                .statusCode(200)
                .body("total", is(0));
        apply(new TicketStory(DAY, Priority.LOW, StandIns.CATEGORY_ID).events);
        as(agent).get(REPORT + "?category_id=" + StandIns.CATEGORY).then().body("total", is(1));
        as(agent)
                .get(REPORT + "?category_id=" + StandIns.UNTOLD_CATEGORY)
                .then()
                .statusCode(503)
                .body("error.code", is("SERVICE_UNAVAILABLE"));
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
}
