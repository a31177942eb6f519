package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.shown;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fields that are not a method's own are ignored, whatever they would do elsewhere; registering is in {@link UsersIT}. */
@ExtendWith(Suite.class)
class MassAssignmentIT {

    private Someone owner;
    private Someone agent;

    @BeforeEach
    void register() {
        owner = Someone.registered();
        agent = Someone.agent();
    }

    @Test
    void ticket_isOpenUnassignedAndTheCallers() {
        long category = owner.category();
        long ticket = owner.request()
                .body("""
                        {"subject": "Тема", "category": %d, "description": "Текст", "id": 1, "status": "closed",
                         "assigned_to": %d, "user": 1, "owner_id": 1, "created_at": "2000-01-01T00:00:00Z",
                         "closed_by": 1, "priority": "CRITICAL"}""".formatted(category, agent.id()))
                .post("/api/v1/tickets/")
                .then()
                .statusCode(201)
                .body(shown("{id: <number>, subject: 'Тема', status: 'open'}"))
                .extract()
                .jsonPath()
                .getLong("id");
        owner.request()
                .get("/api/v1/tickets/")
                .then()
                .body(shown("[{id: %d, subject: 'Тема', status: 'open', created_at: <time>}]", ticket));
        detail(ticket).then().body("assigned_to", is((Object) null)).body("category.id", is((int) category));
    }

    @Test
    void comment_isTheCallers_andPublic() {
        long ticket = owner.files("Тема");
        owner.request()
                .body(Map.of("text", "Т", "user", agent.id(), "author_id", 1, "internal", true, "role", "admin"))
                .post("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .statusCode(201);
        agent.request()
                .get("/api/v1/tickets/" + ticket + "/comments/")
                .then()
                .body(shown("""
                [{id: <number>, text: 'Т', is_internal: false, user: {id: %d, email: '%s'}, created_at: <time>}]""", owner.id(), owner.email()));
    }

    @Test
    void change_changesWhatItsPathSays() {
        long ticket = owner.files("Тема");
        agent.request()
                .body(Map.of("assigned_to", agent.id(), "status", "closed", "subject", "Другая"))
                .patch("/api/v1/support/tickets/" + ticket + "/assign/")
                .then()
                .statusCode(200);
        detail(ticket).then().body("status", is("open")).body("title", is("Тема"));
        agent.request()
                .body(Map.of(
                        "status", "resolved", "assigned_to", 1, "closed_by", 1, "closed_at", "2000-01-01T00:00:00Z"))
                .patch("/api/v1/support/tickets/" + ticket + "/status/")
                .then()
                .statusCode(200)
                .body(shown(
                        "{id: %d, status: 'resolved', updated_at: <time>, closed_at: null, closed_by: null}", ticket));
        detail(ticket).then().body("assigned_to.id", is((int) agent.id()));
    }

    @Test
    void role_isAllThatItsPathChanges() {
        Someone admin = Someone.admin();
        admin.request()
                .body(Map.of("role", "support", "email", "taken@example.com", "username", "boss", "id", 1))
                .patch("/api/v1/admin/users/" + owner.id() + "/role/")
                .then()
                .statusCode(200)
                .body(shown("{id: %d, email: '%s', role: 'support'}", owner.id(), owner.email()));
        admin.request()
                .get("/api/v1/admin/users/?limit=2")
                .then()
                .body("username", is(List.of(agent.username(), owner.username())));
    }

    private Response detail(long ticket) {
        return agent.request().get("/api/v1/support/tickets/" + ticket + "/");
    }
}
