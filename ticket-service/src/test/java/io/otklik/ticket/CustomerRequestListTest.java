package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.refused;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of customer-requests.md: the list with its search, filters and pages. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestListTest extends CustomerRequestsTestBase {

    @Test
    void list_isPagedByNumbers() {
        String word = word();
        PersonState customer = user();
        List<Long> ids = Stream.of("1", "2", "3")
                .map(n -> ticket(customer, word + " " + n))
                .toList();
        PersonState agent = agent();
        Response first = as(agent).get(REQUESTS + "?page_size=2&search=" + word);
        first.then()
                .statusCode(200)
                .body("count", is(3))
                .body("previous", nullValue())
                .body("results.id.collect{it as Long}", contains(ids.get(2), ids.get(1)))
                .body("results[0].customer.id.toLong()", is(customer.id()))
                .body("keySet()", containsInAnyOrder("count", "next", "previous", "results"));
        String next = first.jsonPath().getString("next");
        assertThat(next, startsWith("http://"));
        Response second = as(agent).urlEncodingEnabled(false).get(next);
        second.then()
                .statusCode(200)
                .body("count", is(3))
                .body("next", nullValue())
                .body("results.id.collect{it as Long}", contains(ids.get(0)));
        as(agent)
                .urlEncodingEnabled(false)
                .get(second.jsonPath().getString("previous"))
                .then()
                .body("results.id.collect{it as Long}", contains(ids.get(2), ids.get(1)));
        as(agent)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "help.example.com")
                .get(REQUESTS + "?page_size=1&search=" + word)
                .then()
                .body("next", startsWith("https://help.example.com/api/admin/customer-requests?"));
    }

    @Test
    void list_keepsOddWordsInItsAddresses() {
        String word = word() + " {x} 100% & ж+";
        PersonState customer = user();
        List<Long> ids =
                Stream.of(word, word).map(title -> ticket(customer, title)).toList();
        Response found = as(agent())
                .queryParam("search", word)
                .queryParam("page_size", 1)
                .queryParam("page", 2)
                .get(REQUESTS);
        found.then().statusCode(200).body("count", is(2));
        as(agent())
                .urlEncodingEnabled(false)
                .get(found.jsonPath().getString("previous"))
                .then()
                .body("results.id.collect{it as Long}", contains(ids.get(1)));
    }

    @Test
    void list_isFilteredByWhatTheContractShows() {
        String word = word();
        PersonState customer = user();
        PersonState agent = agent();
        long open = ticket(customer, word);
        long waiting = ticket(customer, word, Cast.BILLING);
        as(agent)
                .body("{\"status\":\"in_progress\",\"priority\":\"urgent\"}")
                .patch(REQUESTS + waiting)
                .then()
                .statusCode(200);
        set(waiting, "status", "WAITING_RESPONSE");
        String search = REQUESTS + "?search=" + word;
        as(agent).get(search + "&status=in_progress").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent).get(search + "&status=open").then().body("results.id.collect{it as Long}", contains(open));
        as(agent).get(search + "&status=completed").then().body("count", is(0)).body("results", empty());
        as(agent).get(search + "&priority=urgent").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent).get(search + "&category=billing").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent)
                .get(REQUESTS + "?status=in_progress&category=billing&priority=urgent&page_size=100")
                .then()
                .body("results.id.collect{it as Long}", hasItem(waiting))
                .body("results.id.collect{it as Long}", not(hasItem(open)));
    }

    @Test
    void list_ofGeneralHasTheCategoriesWithoutACode() {
        String word = word();
        Response category = as(admin()).body(Map.of("name", word)).post("/api/v1/admin/tickets/categories/");
        long id = ticket(user(), word, category.jsonPath().getLong("id"));
        as(agent())
                .get(REQUESTS + "?category=general&search=" + word)
                .then()
                .body("results.id.collect{it as Long}", contains(id))
                .body("results[0].category", is("general"));
        as(agent())
                .body("{\"category\":\"general\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200);
        as(agent())
                .get(Cast.SUPPORT + id)
                .then()
                .body("category.id.toLong()", is(category.jsonPath().getLong("id")));
    }

    @Test
    void search_findsTitleDescriptionAndCustomer() {
        String word = word();
        PersonState customer = Cast.named("Анна" + word, "Иванова");
        PersonState agent = agent();
        long byTitle = ticket(user(), "Тема " + word);
        long byCustomer = ticket(customer, "Тема");
        long byDescription = as(agent)
                .body(Map.of("title", "Т", "description", "Описание " + word + "!"))
                .post(REQUESTS)
                .jsonPath()
                .getLong("id");
        as(agent)
                .queryParam("search", word.toUpperCase(java.util.Locale.ROOT))
                .get(REQUESTS)
                .then()
                .body("results.id.collect{it as Long}", contains(byDescription, byCustomer, byTitle));
        as(agent)
                .queryParam("search", customer.email())
                .get(REQUESTS)
                .then()
                .body("results.id.collect{it as Long}", contains(byCustomer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=new|{\"status\":[\"Недопустимое значение. Возможные значения: open, in_progress, completed, closed\"]}",
                "priority=normal|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "category=x|" + NO_CATEGORY,
                "page=0|{\"page\":[\"Допустимы значения от 1 до 10000000.\"]}",
                "page=x|{\"page\":" + NOT_A_NUMBER,
                "page_size=101|{\"page_size\":[\"Допустимы значения от 1 до 100.\"]}",
                "page_size=0|{\"page_size\":[\"Допустимы значения от 1 до 100.\"]}",
                "search=%00|{\"search\":[\"Нулевые символы не допускаются.\"]}",
            })
    void list_refusesBadFilters(String query, String answer) {
        refused(agent(), REQUESTS + "?" + query, answer);
    }
}
