package io.otklik.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Whom and what the tables of this module speak of: a ticket of its owner with an attachment, a comment, an assignee and a
 * notification; another user, an agent and the administrator.
 */
final class Stage {

    private static final List<String> NAMES = List.of("anonymous", "owner", "other", "support", "admin");

    private final Map<String, Someone> people;
    private final long ticket;
    private final long attachment;
    private final long notification;

    private Stage(Map<String, Someone> people, long ticket) {
        this.people = people;
        this.ticket = ticket;
        this.attachment = person("owner")
                .request()
                .get("/api/v1/tickets/" + ticket + "/")
                .jsonPath()
                .getLong("attachments[0].id");
        Awaitility.await().until(() -> !history().getList("$").isEmpty());
        this.notification = Awaitility.await()
                .until(person("owner")::notifications, rows -> !rows.getList("$")
                        .isEmpty())
                .getLong("[0].id");
    }

    private JsonPath history() {
        return person("admin")
                .request()
                .get("/api/v1/admin/ticket-history/?ticket=" + ticket)
                .jsonPath();
    }

    static Stage set() {
        Someone owner = Someone.registered();
        Someone agent = Someone.agent();
        long ticket = owner.ticketForm("Не работает вход")
                .multiPart("attachments", "log.txt", Samples.TEXT)
                .post("/api/v1/tickets/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        agent.assigns(ticket, agent);
        return new Stage(
                Map.of("owner", owner, "other", Someone.registered(), "support", agent, "admin", Someone.admin()),
                ticket);
    }

    /** The people's names in the tables; {@code anonymous} besides. */
    static List<String> names() {
        return NAMES;
    }

    Someone person(String name) {
        return people.get(name);
    }

    /** A request of the person, with nothing but his token. */
    RequestSpecification as(String name) {
        return name.equals("anonymous")
                ? given()
                : given().auth().oauth2(person(name).token());
    }

    /** The text with ids in place of their names; {@code {new category}} is another one at every call. */
    String filled(String text) {
        String filled = text.replace("{ticket}", Long.toString(ticket))
                .replace("{attachment}", Long.toString(attachment))
                .replace("{notification}", Long.toString(notification));
        for (Map.Entry<String, Someone> person : people.entrySet()) {
            filled = filled.replace(
                    "{" + person.getKey() + "}", Long.toString(person.getValue().id()));
        }
        return filled.contains("{new category}")
                ? filled.replace("{new category}", person("admin").newCategory().getString("id"))
                : filled;
    }
}
