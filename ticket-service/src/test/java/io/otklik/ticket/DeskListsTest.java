package io.otklik.ticket;

import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.refused;
import static io.otklik.ticket.Cast.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** desk.md and contracts/README.md, section 7: the three lists. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class DeskListsTest extends DeskTestBase {

    private static final String IDS = "id.collect{it as Long}";

    @Inject
    Pool pool;

    @Test
    void lists_areOnesOwnNewestFirstInPieces() {
        PersonState owner = user();
        PersonState operator = Cast.admin();
        PersonState executor = agent();
        long first = filed(owner);
        long second = filed(owner);
        long third = filed(owner);
        long others = filed(user());
        assign(operator, first, executor.id()).then().statusCode(200);
        assign(operator, others, executor.id()).then().statusCode(200);

        Response list = as(owner).get(MINE + "?limit=2");
        list.then().statusCode(200).header("X-Total-Count", "3").body(IDS, contains(third, second));
        String link = list.header("Link");
        as(owner)
                .get(link.substring(1, link.indexOf('>')))
                .then()
                .header("X-Total-Count", "3")
                .header("Link", nullValue())
                .body(IDS, contains(first));
        as(executor).get(TASKS).then().header("X-Total-Count", "2").body(IDS, contains(others, first));
        as(operator).get(ALL + "?limit=4").then().body(IDS, contains(others, third, second, first));
        as(user()).get(MINE).then().header("X-Total-Count", "0").body(equalTo("[]"));
    }

    @Test
    void statuses_showAsTheirFourNamesAndFilterByThem() {
        PersonState owner = user();
        PersonState operator = Cast.someone(Role.MODERATOR);
        PersonState executor = agent();
        long fresh = filed(owner);
        long assigned = filed(owner);
        assign(operator, assigned, executor.id()).then().statusCode(200);
        long working = forced(owner, executor, "IN_PROGRESS");
        long waiting = forced(owner, executor, "WAITING_RESPONSE");
        long frozen = forced(owner, executor, "FROZEN");
        long resolved = forced(owner, executor, "RESOLVED");
        long closed = forced(owner, executor, "CLOSED");

        filtered(owner, MINE, "new", fresh);
        filtered(owner, MINE, "assigned", assigned);
        filtered(owner, MINE, "in_progress", frozen, waiting, working);
        filtered(owner, MINE, "done", closed, resolved);
        filtered(executor, TASKS, "new");
        filtered(executor, TASKS, "assigned", assigned);
        filtered(executor, TASKS, "in_progress", frozen, waiting, working);
        filtered(executor, TASKS, "done", closed, resolved);
        as(operator).get(ALL + "?status=new&limit=1").then().body(IDS, contains(fresh));
        as(operator).get(ALL + "?status=assigned&limit=1").then().body(IDS, contains(assigned));
        as(operator).get(ALL + "?status=in_progress&limit=3").then().body(IDS, contains(frozen, waiting, working));
        as(operator).get(ALL + "?status=done&limit=2").then().body(IDS, contains(closed, resolved));
        as(operator).get(ALL + "?status=new&limit=1").then().header("X-Total-Count", counted("assignee_id is null"));
        as(operator)
                .get(ALL + "?status=assigned&limit=1")
                .then()
                .header("X-Total-Count", counted("assignee_id is not null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status=OPEN|{\"status\":[\"Недопустимое значение. Возможные значения: new, assigned, in_progress, done\"]}",
                "status=%00&limit=0|{\"status\":[\"Нулевые символы не допускаются.\"],\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "limit=501|{\"limit\":[\"Допустимы значения от 1 до 500.\"]}",
                "cursor=x|{\"cursor\":[\"Введите правильное число.\"]}",
            })
    void lists_refuseBadFilters(String query, String answer) {
        Map<String, PersonState> readers = Map.of(MINE, user(), ALL, Cast.admin(), TASKS, agent());
        readers.forEach((path, reader) -> refused(reader, path + "?" + query, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "0", "-1"})
    void lists_standAnyCursor(String cursor) {
        Map<String, PersonState> readers =
                Map.of(MINE, user(), ALL, Cast.admin(), TASKS, agent(), ALL + "?status=new", Cast.admin());
        readers.forEach((path, reader) ->
                as(reader).queryParam("cursor", cursor).get(path).then().statusCode(200));
    }

    private static void filtered(PersonState reader, String list, String status, Long... ids) {
        Response found = as(reader).get(list + "?status=" + status);
        found.then().statusCode(200).header("X-Total-Count", Integer.toString(ids.length));
        assertThat(found.jsonPath().getList("id", Long.class), equalTo(List.of(ids)));
        assertThat(
                Set.copyOf(found.jsonPath().getList("status", String.class)),
                equalTo(ids.length == 0 ? Set.of() : Set.of(status)));
    }

    private long forced(PersonState owner, PersonState executor, String status) {
        long id = filed(owner);
        pool.preparedQuery("""
                        update ticket set status = $2, assignee_id = $3,
                            closed_at = case when $2 = 'CLOSED' then now() end, closed_by = case when $2 = 'CLOSED' then $3 end
                        where id = $1""")
                .execute(Tuple.of(id, status, executor.id()))
                .await()
                .indefinitely();
        return id;
    }

    private String counted(String condition) {
        return Long.toString(pool.query("select count(*) from ticket where status = 'OPEN' and " + condition)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0));
    }
}
