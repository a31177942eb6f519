package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md: «Статистика», with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotStatisticsIT extends BotTestBase {

    private final Someone helper = Someone.agent();

    @Test
    void tickets_areCountedOfTheCategoryAndThePeriod() {
        Someone owner = Someone.registered();
        JsonPath category = newCategory(Someone.admin());
        Map<String, ?> ticket = Map.of(
                "title", "Считаем", "description", "Т", "category_id", category.getString("id"), "priority", "HIGH");
        String answered = owner.posts(TICKETS, ticket, 201).getString("id");
        owner.sends(TICKETS, ticket, 201);
        helper.sends(TICKETS + "/" + answered + "/messages", Map.of("content", "Ответ"), 201);
        helper.request().body(Map.of("status", "RESOLVED")).put(TICKETS + "/" + answered);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> helper.request()
                .get(API + "/statistics/tickets?category_id=" + category.getString("id") + "&from_date=" + today
                        + "&to_date=" + today)
                .then()
                .statusCode(200)
                .body("period", is(Map.of("from", today, "to", today)))
                .body("total", is(2))
                .body("by_status.OPEN", is(1))
                .body("by_status.RESOLVED", is(1))
                .body("by_priority.HIGH", is(2))
                .body("by_category.id", is(List.of(category.getString("id"))))
                .body("by_category.name", is(List.of(category.getString("name"))))
                .body("by_category.count", is(List.of(2)))
                .body("by_day", is(List.of(Map.of("date", today, "created", 2, "resolved", 1, "closed", 0)))));
    }

    @Test
    void dashboard_addsUp() {
        Someone.registered().sends("/api/ticket", Map.of("message", "В сводке"), 201);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            JsonPath shown = helper.reads(API + "/statistics/dashboard");
            int sum = shown.getInt("tickets.open")
                    + shown.getInt("tickets.in_progress")
                    + shown.getInt("tickets.resolved")
                    + shown.getInt("tickets.closed");
            assertEquals(shown.getInt("tickets.total"), sum);
            assertEquals(shown.getInt("tickets.total"), shown.getInt("categories.count.sum()"));
        });
        helper.request()
                .get(API + "/statistics/dashboard")
                .then()
                .statusCode(200)
                .body("keySet()", is(Set.of("tickets", "response_time", "categories", "helpers")))
                .body("response_time.keySet()", is(Set.of("average_hours", "median_hours")))
                .body("categories.collect { it.keySet() }", everyItem(is(Set.of("name", "count", "percentage"))))
                .body("helpers.collect { it.user.keySet() }", everyItem(is(Set.of("id", "first_name", "role"))));
    }

    @Test
    void dates_areDaysInOrder() {
        helper.request()
                .get(API + "/statistics/tickets?from_date=2024-02-02&to_date=2024-02-01")
                .then()
                .statusCode(422)
                .body("error.code", is("VALIDATION_ERROR"));
        helper.request()
                .get(API + "/statistics/tickets?from_date=вчера")
                .then()
                .statusCode(422)
                .body("error.details.field", is(List.of("from_date")));
    }
}
