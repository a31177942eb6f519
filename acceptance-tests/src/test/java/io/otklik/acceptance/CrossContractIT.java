package io.otklik.acceptance;

import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One truth in five contracts: what happens to a ticket in one is so in the others at the next request. */
@ExtendWith(Suite.class)
class CrossContractIT extends CrossContractTestBase {

    @ParameterizedTest
    @EnumSource
    void ticket_filedInOneAndAnsweredInAnother_isSeenInAll(In contract) {
        contract.file(owner, "Общая заявка");
        Ticket ticket = theTicket();
        contract.next().answer(this, ticket, "Ответ сотрудника");

        assertEquals(
                "Общая заявка",
                owner.reads("/api/v1/tickets/" + ticket.id() + "/").getString("subject"));
        assertEquals(
                "Общая заявка",
                owner.reads("/bot/api/v1/tickets/" + ticket.uuid()).getString("title"));
        assertEquals(
                List.of("Общая заявка"), owner.reads("/api/tickets/my-tickets/").getList("title"));
        JsonPath request = agent.reads("/api/admin/customer-requests/" + ticket.id() + "/");
        assertEquals("Общая заявка", request.getString("title"));
        assertEquals(owner.id(), request.getLong("customer.id"));
        JsonPath old = owner.reads("/api/ticket/" + ticket.id());
        assertEquals(
                agent.reads("/api/v1/support/tickets/" + ticket.id() + "/").getString("description"),
                old.getString("message"));

        List<String> answers = List.of("Ответ сотрудника");
        assertEquals(
                answers,
                owner.reads("/api/v1/tickets/" + ticket.id() + "/comments/").getList("text"));
        assertEquals(
                answers,
                owner.reads("/bot/api/v1/tickets/" + ticket.uuid() + "/messages")
                        .getList("items.content"));
        assertEquals(
                answers,
                agent.reads("/api/admin/customer-requests/" + ticket.id() + "/messages/")
                        .getList("findAll { it.message_type != 'system' }.content"));
        String comment = old.getString("answers[0]")
                .substring(Suite.running().publicUrl().length());
        assertEquals("Ответ сотрудника", owner.reads(comment).getString("message"));
    }

    /** contracts/README.md, section 2: how each domain status is set, and how it shows. */
    @ParameterizedTest
    @CsvSource({
        "bot, OPEN, open, OPEN, assigned, open, u",
        "bot, IN_PROGRESS, in_progress, IN_PROGRESS, in_progress, in_progress, u",
        "bot, WAITING_RESPONSE, in_progress, WAITING_RESPONSE, in_progress, in_progress, u",
        "support0, f, in_progress, WAITING_RESPONSE, in_progress, in_progress, f",
        "requests, completed, resolved, RESOLVED, done, completed, c",
        "support0, c, resolved, RESOLVED, done, completed, c",
        "techsupport, closed, closed, CLOSED, done, closed, c",
    })
    void status_showsAsEachContractCallsIt(
            String setter, String set, String techsupport, String bot, String desk, String requests, String support0) {
        In.DESK.file(owner, "Со статусом");
        Ticket ticket = theTicket();
        agent.assigns(ticket.id(), agent);
        switch (setter) {
            case "bot" ->
                agent.request()
                        .body(Map.of("status", set))
                        .put("/bot/api/v1/tickets/" + ticket.uuid())
                        .then()
                        .statusCode(200);
            case "requests" ->
                agent.request()
                        .body(Map.of("status", set))
                        .patch("/api/admin/customer-requests/" + ticket.id() + "/")
                        .then()
                        .statusCode(200);
            case "support0" -> agent.sends("/api/ticket/" + ticket.id() + "/set_status", Map.of("status", set), 200);
            default -> agent.setsStatus(ticket.id(), set);
        }
        assertEquals(
                List.of(techsupport, bot, desk, requests, support0),
                List.of(
                        owner.reads("/api/v1/tickets/" + ticket.id() + "/").getString("status"),
                        owner.reads("/bot/api/v1/tickets/" + ticket.uuid()).getString("status"),
                        owner.reads("/api/tickets/my-tickets/").getString("[0].status"),
                        agent.reads("/api/admin/customer-requests/" + ticket.id() + "/")
                                .getString("status"),
                        owner.reads("/api/ticket/" + ticket.id()).getString("status")));
    }

    @Test
    void status_setByAnAgentOnAnUnassignedTicketMakesHimTheAssignee_butInTechsupport() {
        for (In contract : List.of(In.BOT, In.REQUESTS, In.SUPPORT0)) {
            Someone person = Someone.registered();
            contract.file(person, "Ничья");
            long id = person.reads("/api/v1/tickets/").getLong("[0].id");
            agent.request()
                    .body(Map.of("status", "closed"))
                    .patch("/api/v1/support/tickets/" + id + "/status/")
                    .then()
                    .statusCode(400);
            switch (contract) {
                case BOT ->
                    agent.request()
                            .body(Map.of("status", "IN_PROGRESS"))
                            .put("/bot/api/v1/tickets/" + person.uuidOf("Ничья"))
                            .then()
                            .statusCode(200);
                case REQUESTS ->
                    agent.request()
                            .body(Map.of("status", "in_progress"))
                            .patch("/api/admin/customer-requests/" + id + "/")
                            .then()
                            .statusCode(200);
                default -> agent.sends("/api/ticket/" + id + "/set_status", Map.of("status", "f"), 200);
            }
            agent.request().get("/api/v1/support/tickets/" + id + "/").then().body("assigned_to.id", is((int)
                    agent.id()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BOT", "REQUESTS"})
    void ticket_deletedInOneIsGoneFromAll(In contract) {
        In.TECHSUPPORT.file(owner, "Лишняя");
        Ticket ticket = theTicket();
        admin.assigns(ticket.id(), agent);
        if (contract == In.BOT) {
            admin.request()
                    .delete("/bot/api/v1/tickets/" + ticket.uuid())
                    .then()
                    .statusCode(200);
        } else {
            admin.request()
                    .delete("/api/admin/customer-requests/" + ticket.id() + "/")
                    .then()
                    .statusCode(204);
        }
        for (String path : List.of(
                "/api/v1/tickets/" + ticket.id() + "/",
                "/api/v1/tickets/" + ticket.id() + "/comments/",
                "/bot/api/v1/tickets/" + ticket.uuid(),
                "/bot/api/v1/tickets/" + ticket.uuid() + "/messages",
                "/api/ticket/" + ticket.id())) {
            owner.request().get(path).then().spec(Refused.at(path).notFound());
        }
        for (String path : List.of(
                "/api/v1/support/tickets/" + ticket.id() + "/", "/api/admin/customer-requests/" + ticket.id() + "/")) {
            agent.request().get(path).then().spec(Refused.NOT_FOUND);
        }
        for (String list : List.of("/api/v1/tickets/", "/api/tickets/my-tickets/", "/api/ticket")) {
            assertEquals(List.of(), owner.reads(list).getList("$"));
        }
        assertEquals(0, owner.reads("/bot/api/v1/tickets").getInt("total"));
        assertEquals(List.of(), agent.reads("/api/tickets/assigned-to-me/").getList("$"));
        agent.request()
                .body("{}")
                .post("/api/tickets/" + ticket.id() + "/execute/")
                .then()
                .spec(Refused.NOT_FOUND);
    }

    @Test
    void category_isOneForAll() {
        String name = "Категория " + UUID.randomUUID();
        String uuid =
                admin.posts("/bot/api/v1/categories", Map.of("name", name), 201).getString("id");
        owner.request().get("/api/v1/tickets/categories/").then().body("name", hasItem(name));
        long id = owner.reads("/api/v1/tickets/categories/").getLong("find { it.name == '" + name + "' }.id");
        long ticket = owner.files("В новой категории", id);
        Ticket filed = theTicket();
        assertEquals(name, owner.reads("/bot/api/v1/tickets/" + filed.uuid()).getString("category.name"));
        assertEquals(
                "general",
                agent.reads("/api/admin/customer-requests/" + ticket + "/").getString("category"));
        agent.assigns(ticket, agent);
        agent.request()
                .body(Map.of("category", "billing"))
                .patch("/api/admin/customer-requests/" + ticket + "/")
                .then()
                .statusCode(200)
                .body("category", is("billing"));
        assertEquals(
                "Биллинг", owner.reads("/bot/api/v1/tickets/" + filed.uuid()).getString("category.name"));

        long second = owner.files("Ещё в новой категории", id);
        admin.request()
                .delete("/api/v1/admin/tickets/categories/" + id + "/")
                .then()
                .statusCode(204);
        owner.request().get("/bot/api/v1/categories").then().body("id", not(hasItem(uuid)));
        owner.request()
                .body(Map.of("title", "Т", "description", "Т", "category_id", uuid))
                .post("/bot/api/v1/tickets")
                .then()
                .statusCode(422);
        owner.request()
                .body(Map.of("title", "Т", "description", "Т", "category", id))
                .post("/api/tickets/")
                .then()
                .statusCode(400);
        agent.request().get("/api/v1/support/tickets/" + second + "/").then().body("category.name", is(name));
    }
}
