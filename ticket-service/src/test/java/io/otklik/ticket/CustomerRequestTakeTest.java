package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of customer-requests.md: {@code take} and {@code complete}. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestTakeTest extends CustomerRequestsTestBase {

    @Test
    void examples_areWhatTheirOperationsAnswer() {
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .body(example("/", "201", "status"), is("open"))
                .body(example("/", "201", "customer.avatar"), nullValue())
                .body(example("/", "201", "containsKey('assigned_admin')"), is(true))
                .body(example("/", "201", "assigned_admin"), nullValue())
                .body(example("/{id}/take/", "200", "assigned_admin.containsKey('avatar')"), is(true))
                .body(example("/{id}/take/", "200", "assigned_admin.avatar"), nullValue())
                .body(example("/{id}/complete/", "200", "status"), is("completed"));
    }

    private static String example(String path, String status, String field) {
        return "paths.'/api/admin/customer-requests%s'.post.responses.'%s'.content.'application/json'.example.%s"
                .formatted(path, status, field);
    }

    @Test
    void take_assignsAndSaysSo() {
        PersonState agent = agent();
        PersonState customer = user();
        long id = ticket(customer, "Тема");
        as(agent)
                .post(REQUESTS + id + "/take/")
                .then()
                .statusCode(200)
                .body("status", is("in_progress"))
                .body("assigned_admin.id.toLong()", is(agent.id()))
                .body("messages_count", is(1));
        as(agent)
                .get(REQUESTS + id + "/messages/")
                .then()
                .body("message_type", contains("system"))
                .body("content", contains("Запрос взят в работу администратором " + agent.username()));
        as(agent())
                .post(REQUESTS + id + "/take/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"error\":\"Запрос уже назначен другому администратору\"}"));
        as(agent())
                .header("Accept-Language", "en")
                .post(REQUESTS + id + "/take")
                .then()
                .statusCode(400)
                .body(equalTo("{\"error\":\"The request is already assigned to another administrator\"}"));
        as(customer).get(Cast.TICKETS + id + "/comments/").then().header("X-Total-Count", "0");
    }

    @Test
    void take_isOneActAtOneTime() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent).post(REQUESTS + id + "/take/").then().statusCode(200);
        try (TicketLog log = new TicketLog()) {
            List<Event> events =
                    log.records(id, "TicketCreated", "TicketAssigned", "TicketStatusChanged", "CommentAdded").stream()
                            .map(TicketLog::event)
                            .toList();
            assertThat(
                    events.stream().map(Event::type).toList(),
                    contains("TicketCreated", "TicketAssigned", "TicketStatusChanged", "CommentAdded"));
            assertThat(events.get(2).at(), is(events.get(1).at()));
        }
    }

    @Test
    void patch_isLaterThanTheLastChangeWhateverTheClockSays() throws SQLException {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String ahead = "2099-12-31T23:59:59.123456Z";
        try (Connection other = Cast.database();
                PreparedStatement update =
                        other.prepareStatement("update ticket set updated_at = '" + ahead + "' where id = " + id)) {
            assertThat(update.executeUpdate(), is(1));
        }
        as(agent)
                .body("{\"title\":\"Другая\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("updated_at", is("2099-12-31T23:59:59.123457Z"));
    }

    @Test
    void take_ofTwoAtOnceOneWins() {
        long id = ticket(user(), "Тема");
        List<CompletableFuture<Integer>> takers = Stream.of(agent(), agent())
                .map(agent -> CompletableFuture.supplyAsync(
                        () -> as(agent).post(REQUESTS + id + "/take/").statusCode()))
                .toList();
        assertThat(takers.stream().map(CompletableFuture::join).toList(), containsInAnyOrder(200, 400));
    }

    @Test
    void complete_isForTheAssigneeOnly() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        String answer = "{\"error\":\"Вы не можете завершить чужой запрос\"}";
        as(agent).post(REQUESTS + id + "/complete/").then().statusCode(403).body(equalTo(answer));
        as(agent).post(REQUESTS + id + "/take/").then().statusCode(200);
        as(admin()).post(REQUESTS + id + "/complete/").then().statusCode(403).body(equalTo(answer));
        as(agent)
                .post(REQUESTS + id + "/complete/")
                .then()
                .statusCode(200)
                .body("status", is("completed"))
                .body("messages_count", is(2));
        as(agent)
                .get(REQUESTS + id + "/messages/")
                .then()
                .body("[1].content", is("Запрос завершен администратором " + agent.username()));
        as(agent).post(REQUESTS + id + "/complete/").then().statusCode(200).body("status", is("completed"));
    }
}
