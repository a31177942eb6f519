package io.otklik.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Whom and what the tables of this module speak of: a ticket of its owner with an attachment, a comment, an upload, an
 * assignee and a notification; another user, an agent, a moderator, the administrator and one who is blocked; a chat of the
 * staff and a communication of the agent's.
 */
final class Stage {

    private static final List<String> NAMES =
            List.of("anonymous", "owner", "other", "support", "moderator", "admin", "blocked");

    private final Map<String, Someone> people;
    private final Map<String, String> ids = new HashMap<>();

    private Stage(Map<String, Someone> people) {
        this.people = people;
    }

    static Stage set() {
        Someone admin = Someone.admin();
        Someone blocked = Someone.registered();
        Stage stage = new Stage(Map.of(
                "owner", Someone.registered(),
                "other", Someone.registered(),
                "support", Someone.agent(),
                "moderator", Someone.moderator(),
                "admin", admin,
                "blocked", blocked));
        stage.fileTicket();
        stage.open();
        stage.people.forEach((name, person) -> {
            stage.ids.put("{" + name + "}", Long.toString(person.id()));
            stage.ids.put("{" + name + " uuid}", person.uuid());
        });
        admin.block(stage.ids.get("{blocked uuid}"), true);
        stage.awaitLag();
        return stage;
    }

    private void fileTicket() {
        Someone owner = person("owner");
        Someone agent = person("support");
        long ticket = owner.ticketForm("Не работает вход")
                .multiPart("attachments", "log.txt", Samples.TEXT)
                .post("/api/v1/tickets/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
        String uuid = owner.uuidOf("Не работает вход");
        agent.assigns(ticket, agent);
        agent.setsStatus(ticket, "in_progress");
        String upload = owner.uploads("log.txt", Samples.TEXT).getString("id");
        owner.sends(
                "/bot/api/v1/tickets/" + uuid + "/messages",
                Map.of("content", "Вот журнал", "attachments", List.of(upload)),
                201);
        long comment = owner.posts("/api/ticket/" + ticket + "/answer", Map.of("message", "Жду ответа"), 201)
                .getLong("id");
        ids.put("{ticket}", Long.toString(ticket));
        ids.put("{ticket uuid}", uuid);
        ids.put("{upload}", upload);
        ids.put("{filename}", "log.txt");
        ids.put("{comment}", Long.toString(comment));
        ids.put("{attachment}", owner.reads("/api/v1/tickets/" + ticket + "/").getString("attachments[0].id"));
    }

    private void open() {
        ids.put("{chat}", newChat());
        ids.put("{communication}", newCommunication());
    }

    private String newChat() {
        return person("support")
                .posts(
                        "/api/admin/chats/",
                        Map.of("name", "Смена", "chat_type", "general", "participants", staff()),
                        201)
                .getString("id");
    }

    private String newCommunication() {
        return person("support")
                .posts(
                        "/api/admin/communications/",
                        Map.of(
                                "from_department",
                                "Поддержка",
                                "to_department",
                                "Бухгалтерия",
                                "subject",
                                "Возврат",
                                "content",
                                "Прошу вернуть деньги",
                                "participants",
                                staff()),
                        201)
                .getString("id");
    }

    private List<Long> staff() {
        return List.of(person("moderator").id(), person("admin").id());
    }

    /** A ticket that the agent has taken. */
    private String takenTicket() {
        long ticket = person("owner").files("Взята в работу");
        person("support").assigns(ticket, person("support"));
        return Long.toString(ticket);
    }

    private void awaitLag() {
        Awaitility.await()
                .until(
                        () -> person("admin").reads("/api/v1/admin/ticket-history/?ticket=" + ids.get("{ticket}")),
                        rows -> rows.getList("$").size() == 2);
        ids.put(
                "{notification}",
                Awaitility.await()
                        .until(
                                person("owner")::notifications,
                                rows -> rows.getList("$").size() == 2)
                        .getString("[0].id"));
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

    /** The text with ids in place of their names; what is {@code {new …}} is another one at every call. */
    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace(id.getKey(), id.getValue());
        }
        filled = fill(
                filled, "{new category}", () -> person("admin").newCategory().getString("id"));
        filled = fill(filled, "{new category uuid}", this::newCategoryUuid);
        filled = fill(filled, "{new ticket}", this::takenTicket);
        filled = fill(filled, "{new ticket uuid}", () -> person("owner")
                .posts("/bot/api/v1/tickets", newTicket(), 201)
                .getString("id"));
        filled = fill(filled, "{new chat}", this::newChat);
        return fill(filled, "{new communication}", this::newCommunication);
    }

    private Map<String, ?> newTicket() {
        String category = person("owner").reads("/bot/api/v1/categories").getString("[0].id");
        return Map.of("title", "Временный", "description", "Будет удалён", "category_id", category);
    }

    private String newCategoryUuid() {
        return person("admin")
                .posts("/bot/api/v1/categories", Map.of("name", "Категория " + UUID.randomUUID()), 201)
                .getString("id");
    }

    private static String fill(String text, String name, Supplier<String> id) {
        return text.contains(name) ? text.replace(name, id.get()) : text;
    }
}
