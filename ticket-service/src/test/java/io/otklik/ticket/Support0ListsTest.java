package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.refused;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** support-v0.md and contracts/README.md, section 9: the list of tickets, and a person with his. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class Support0ListsTest extends Support0TestBase {

    @Test
    void list_isOnesOwnAndAllForStaffByStatus() {
        PersonState owner = user();
        PersonState agent = agent();
        long open = filed(owner);
        long working = filed(owner);
        force(working, "IN_PROGRESS", agent);
        long frozen = filed(owner);
        setStatus(agent, frozen, "f").then().statusCode(200);
        long solved = filed(owner);
        setStatus(agent, solved, "c").then().statusCode(200);
        long others = filed(user());

        as(owner)
                .get(TICKET + "/")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "4")
                .body(IDS, contains(solved, frozen, working, open))
                .body("status", contains("c", "f", "u", "u"));
        as(owner).get(TICKET + "?status=u").then().header("X-Total-Count", "2").body(IDS, contains(working, open));
        as(owner).get(TICKET + "?status=f").then().header("X-Total-Count", "1").body(IDS, contains(frozen));
        as(owner).get(TICKET + "?status=c").then().header("X-Total-Count", "1").body(IDS, contains(solved));
        as(agent).get(TICKET + "?limit=5").then().body(IDS, contains(others, solved, frozen, working, open));
        as(agent).get(TICKET + "?status=f&limit=1").then().body(IDS, contains(frozen));
        String link = as(owner).get(TICKET + "?limit=3").header("Link");
        as(owner)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .header("Link", nullValue())
                .body(IDS, contains(open));
        as(user()).get(TICKET).then().statusCode(200).body(equalTo("[]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=open|{\"status\":[\"Недопустимое значение. Возможные значения: c, u, f\"]}",
                "status=%00|{\"status\":[\"Нулевые символы не допускаются.\"]}",
                "limit=0&cursor=x|{\"limit\":[\"Допустимы значения от 1 до 500.\"],\"cursor\":[\"Введите правильное число.\"]}",
            })
    void list_refusesBadFilters(String query, String answer) {
        refused(user(), TICKET + "?" + query, answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "0", "-1"})
    void list_standsAnyCursor(String cursor) {
        for (PersonState reader : new PersonState[] {user(), agent()}) {
            as(reader).queryParam("cursor", cursor).get(TICKET).then().statusCode(200);
            as(reader)
                    .queryParam("cursor", cursor)
                    .get(TICKET + "?status=u")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void user_showsHimselfAndHisTickets() {
        PersonState owner = user();
        long first = filed(owner);
        long second = filed(owner);
        String expected = "{\"id\":" + owner.id() + ",\"username\":\"" + owner.username() + "\",\"email\":\""
                + owner.email() + "\",\"is_active\":true,\"tickets\":[\"" + base() + "/api/ticket/" + second + "\",\""
                + base() + "/api/ticket/" + first + "\"]}";
        as(owner).get("/auth/users/" + owner.id()).then().statusCode(200).body(equalTo(expected));
        as(agent())
                .get("/auth/users/" + owner.id() + "/")
                .then()
                .statusCode(200)
                .body(equalTo(expected));
        as(user()).get("/auth/users/" + owner.id()).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(user()).get("/auth/users/987654321").then().statusCode(404).body(equalTo(NOT_FOUND));
        as(agent()).get("/auth/users/987654321").then().statusCode(404).body(equalTo(NOT_FOUND));
        PersonState blocked = StandInIdentity.knows(Cast.all().changed(owner, Role.USER, true, 2));
        as(agent()).get("/auth/users/" + blocked.id()).then().body("is_active", is(false));
    }

    @Test
    void user_showsTheNewest500Tickets() {
        PersonState owner = user();
        long last = LongStream.range(0, 501).map(n -> filed(owner)).max().orElseThrow();
        as(owner)
                .get("/auth/users/" + owner.id())
                .then()
                .body("tickets.size()", is(500))
                .body("tickets[0]", is(base() + "/api/ticket/" + last));
    }
}
