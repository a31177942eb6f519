package io.otklik.admin;

import static io.otklik.admin.api.requests.Office.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.otklik.admin.api.requests.StandIns;
import io.otklik.events.CategoryChanged;
import io.otklik.events.CategoryChanged.CategoryState;
import io.otklik.events.Priority;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** telegram-bot.md, dashboard. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandIns.class)
class DashboardTest extends StatisticsTestBase {

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
}
