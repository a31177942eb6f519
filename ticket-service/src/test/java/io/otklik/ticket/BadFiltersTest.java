package io.otklik.ticket;

import static io.otklik.ticket.Cast.SUPPORT;
import static io.otklik.ticket.Cast.TICKETS;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.refused;
import static io.otklik.ticket.Cast.ticket;
import static org.hamcrest.Matchers.equalTo;

import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class BadFiltersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limit=0|{\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "limit=501|{\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "limit=x|{\"limit\":[\"Введите правильное число.\"]}",
                "limit=-1|{\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "cursor=x|{\"cursor\":[\"Введите правильное число.\"]}",
                "status=%00|{\"status\":\"Нулевые символы не допускаются.\"}",
            })
    void list_refusesBadFilters(String query, String answer) {
        PersonState agent = agent();
        for (String path : new String[] {TICKETS, SUPPORT}) {
            refused(agent, path + "?" + query, answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "0", "-1"})
    void list_standsAnyCursor(String cursor) {
        PersonState agent = agent();
        long id = ticket(agent, "Тема");
        for (String path : new String[] {
            TICKETS, SUPPORT, SUPPORT + "?status=open", TICKETS + "categories", TICKETS + id + "/comments"
        }) {
            as(agent).queryParam("cursor", cursor).get(path).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "assigned_to=me|{\"assigned_to\":[\"Введите правильное число.\"]}",
                "category=x&assigned_to=%00|{\"assigned_to\":[\"Введите правильное число.\"],\"category\":[\"Введите правильное число.\"]}",
            })
    void supportList_refusesBadFilters(String query, String answer) {
        refused(agent(), SUPPORT + "?" + query, answer);
    }

    @Test
    void supportList_refusesAnUnknownStatusWithThePlainString() {
        for (String status : new String[] {"OPEN", "frozen", "open,closed", " "}) {
            as(agent())
                    .queryParam("status", status)
                    .get(SUPPORT)
                    .then()
                    .statusCode(400)
                    .body(equalTo("{\"status\":\"Недопустимое значение. Возможные значения: "
                            + "open, in_progress, resolved, closed\"}"));
        }
    }
}
