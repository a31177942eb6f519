package io.otklik.ticket;

import static io.otklik.ticket.Cast.as;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list asks the database as often for fifty rows as for one. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class ListStatementsTest {

    @Inject
    Pool pool;

    @ParameterizedTest
    @CsvSource({
        "/api/tickets/my-tickets/, USER, 1",
        "/api/tickets/assigned-to-me/, SUPPORT, 1",
        "/api/tickets/all-tickets/, MODERATOR, 1",
        "/api/ticket, USER, 2",
        "/api/ticket, SUPPORT, 2",
    })
    void list_asksAsOftenForFiftyRowsAsForOne(String path, Role role, int statements) {
        PersonState reader = Cast.someone(role);
        PersonState operator = Cast.someone(Role.MODERATOR);
        for (int i = 0; i < 50; i++) {
            PersonState owner = role == Role.USER ? reader : Cast.user();
            long id = Cast.ticket(owner, "Заявка " + i);
            assertThat(Cast.comment(owner, id, "Ещё", false) > 0, is(true));
            PersonState executor = role == Role.SUPPORT ? reader : Cast.agent();
            Cast.assign(operator, id, executor.id()).then().statusCode(200);
        }
        assertThat(sentFor(reader, path, 1).size(), is(statements));
        List<String> sent = sentFor(reader, path, 50);
        assertThat(sent.size(), is(statements));
        assertThat("The list counts no messages", sent.get(0), not(containsString("not internal")));
    }

    @Test
    void supportList_ofAnAssigneeIsReadFromOneIndexAndNotStatusByStatus() {
        PersonState agent = Cast.agent();
        List<String> sent = sentFor(agent, "/api/v1/support/tickets/", "?assigned_to=" + agent.id(), 0);
        assertThat(sent.size(), is(1));
        assertThat(sent.get(0), not(containsString("unnest")));
    }

    @Test
    void person_isReadByOneStatement() {
        PersonState reader = Cast.user();
        String path = "/auth/users/" + reader.id();
        as(reader).get(path).then().body("tickets.size()", is(0));
        for (int i = 0; i < 3; i++) {
            assertThat(Cast.ticket(reader, "Заявка " + i) > 0, is(true));
        }
        List<String> sent = Statements.of(() -> as(reader).get(path).then().body("tickets.size()", is(3)));
        assertThat(sent.size(), is(1));
    }

    @Test
    void statements_arePlannedOnce() {
        String mode = pool.query("show plan_cache_mode")
                .executeAndAwait()
                .iterator()
                .next()
                .getString(0);
        assertThat(mode, is("force_generic_plan"));
    }

    private static List<String> sentFor(PersonState reader, String path, int rows) {
        return sentFor(reader, path, "?limit=" + rows, rows);
    }

    private static List<String> sentFor(PersonState reader, String path, String query, int rows) {
        return Statements.of(
                () -> as(reader).get(path + query).then().statusCode(200).body("size()", is(rows)));
    }
}
