package io.otklik.standalone;

import static io.otklik.standalone.DemoPeople.ANNA;
import static io.otklik.standalone.DemoPeople.BORIS;
import static io.otklik.standalone.DemoPeople.MARIA;
import static io.otklik.standalone.DemoPeople.NIKOLAY;
import static io.otklik.standalone.DemoPeople.OLGA;
import static io.otklik.standalone.DemoPeople.PAVEL;
import static io.otklik.standalone.DemoPeople.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The categories and tickets of the demo: each ticket's story begins in one of the contracts and goes on in others. */
final class DemoTickets {
    private static final String PAYMENT = "Оплата и подписка";
    private static final String ACCOUNT = "Личный кабинет";
    private static final String COLOR = "#ff6b6b";

    private final DemoClient client;
    private final DemoPeople people;
    private final List<String> told;

    /** @param told gets what is new */
    DemoTickets(DemoClient client, DemoPeople people, List<String> told) {
        this.client = client;
        this.people = people;
        this.told = told;
    }

    void load() {
        categories();
        techsupport();
        bot();
        desk();
        requests();
        support0();
    }

    private void categories() {
        String admin = people.administrator();
        JsonNode there = client.get("/bot/api/v1/categories", admin);
        if (!DemoClient.has(there, "name", PAYMENT)) {
            client.does(
                    "POST",
                    "/bot/api/v1/categories",
                    admin,
                    Map.of(
                            "name",
                            PAYMENT,
                            "description",
                            "Вопросы по оплате, возврату средств, продлению подписки",
                            "icon",
                            "💳",
                            "color",
                            COLOR,
                            "sort_order",
                            10));
            told.add("category " + PAYMENT);
        }
        if (!DemoClient.has(there, "name", ACCOUNT)) {
            client.does("POST", "/api/v1/admin/tickets/categories/", admin, Map.of("name", ACCOUNT));
            told.add("category " + ACCOUNT);
        }
    }

    private void techsupport() {
        String subject = "Не работает вход";
        if (isThere(ANNA, subject)) {
            return;
        }
        long category = Long.parseLong(idOf(client.get("/api/v1/tickets/categories/", people.token(ANNA)), ACCOUNT));
        long ticket = client.postForm(
                        "/api/v1/tickets/",
                        people.token(ANNA),
                        Map.of(
                                "subject",
                                subject,
                                "category",
                                category,
                                "description",
                                "После ввода пароля открывается пустая страница. Журнал прилагаю."),
                        "attachments",
                        "log.txt",
                        bytes("10:15:03 POST /login 200\n10:15:04 GET / 500\n"))
                .path("id")
                .asLong();
        String support = "/api/v1/support/tickets/" + ticket;
        client.does("PATCH", support + "/assign/", people.token(MARIA), Map.of("assigned_to", people.id(MARIA)));
        comment(ticket, MARIA, "Спасибо за журнал, ошибка найдена. Исправим сегодня.");
        comment(ticket, ANNA, "Жду, спасибо!");
        client.does("PATCH", support + "/status/", people.token(MARIA), Map.of("status", "resolved"));
        told.add("ticket " + subject);
    }

    private void comment(long ticket, String author, String text) {
        client.does("POST", "/api/v1/tickets/" + ticket + "/comments/", people.token(author), Map.of("text", text));
    }

    private void bot() {
        String title = "Проблема с оплатой";
        if (isThere(BORIS, title)) {
            return;
        }
        String category = idOf(client.get("/bot/api/v1/categories", people.token(BORIS)), PAYMENT);
        String ticket = "/bot/api/v1/tickets/"
                + client.post(
                                "/bot/api/v1/tickets",
                                people.token(BORIS),
                                Map.of(
                                        "title",
                                        title,
                                        "description",
                                        "Не могу оплатить подписку: карта отклонена.",
                                        "category_id",
                                        category,
                                        "priority",
                                        "HIGH"))
                        .path("id")
                        .asText();
        JsonNode file = client.postForm(
                "/bot/api/v1/files/upload",
                people.token(BORIS),
                Map.of(),
                "file",
                "bank.txt",
                bytes("Операция отклонена банком, код 51\n"));
        client.does(
                "POST",
                ticket + "/messages",
                people.token(BORIS),
                Map.of(
                        "content",
                        "Вот ответ банка",
                        "attachments",
                        List.of(file.path("id").asText())));
        client.does("PUT", ticket, people.token(MARIA), Map.of("status", "IN_PROGRESS"));
        client.does(
                "POST",
                ticket + "/messages",
                people.token(MARIA),
                Map.of("content", "Код 51 значит, что на карте мало денег", "is_internal", true));
        client.does(
                "POST",
                ticket + "/messages",
                people.token(MARIA),
                Map.of("content", "Попробуйте, пожалуйста, другую карту."));
        client.does("PUT", ticket, people.token(MARIA), Map.of("status", "WAITING_RESPONSE"));
        told.add("ticket " + title);
    }

    private void desk() {
        String title = "Заменить картридж в принтере";
        if (isThere(VERA, title)) {
            return;
        }
        long ticket = client.post(
                        "/api/tickets/",
                        people.token(VERA),
                        Map.of("title", title, "description", "Кабинет 214, печатает бледно."))
                .path("id")
                .asLong();
        client.does(
                "POST",
                "/api/tickets/" + ticket + "/assign/",
                people.token(OLGA),
                Map.of("executor", people.id(PAVEL)));
        client.does(
                "POST",
                "/api/tickets/" + ticket + "/execute/",
                people.token(PAVEL),
                Map.of("comment", "Картридж заменён."));
        told.add("ticket " + title);
    }

    private void requests() {
        String title = "Заказ приехал не полностью";
        if (isThere(BORIS, title)) {
            return;
        }
        String list = "/api/admin/customer-requests/";
        String request = list
                + client.post(
                                list,
                                people.token(OLGA),
                                Map.of(
                                        "title",
                                        title,
                                        "description",
                                        "Клиент звонил: в коробке не было зарядного устройства.",
                                        "category",
                                        "order",
                                        "priority",
                                        "urgent",
                                        "tags",
                                        List.of("доставка", "звонок"),
                                        "customer",
                                        people.id(BORIS)))
                        .path("id")
                        .asLong();
        client.does("POST", request + "/take/", people.token(MARIA), Map.of());
        client.does(
                "POST",
                request + "/messages/",
                people.token(MARIA),
                Map.of("content", "Зарядное устройство отправлено, номер посылки придёт письмом."));
        told.add("ticket " + title);
    }

    private void support0() {
        String message = "Письма от вас попадают в спам";
        if (isThere(NIKOLAY, message)) {
            return;
        }
        String ticket = "/api/ticket/"
                + client.post("/api/ticket", people.token(NIKOLAY), Map.of("message", message))
                        .path("id")
                        .asLong();
        client.does(
                "POST",
                ticket + "/answer",
                people.token(PAVEL),
                Map.of("message", "Добавьте, пожалуйста, наш адрес в контакты. Мы пишем вашему провайдеру."));
        client.does("POST", ticket + "/set_status", people.token(PAVEL), Map.of("status", "f"));
        told.add("ticket " + message);
    }

    /** Every ticket shows in every contract, so one of them tells for all. */
    private boolean isThere(String owner, String subject) {
        return DemoClient.has(client.get("/api/v1/tickets/", people.token(owner)), "subject", subject);
    }

    private static String idOf(JsonNode categories, String name) {
        for (JsonNode category : categories) {
            if (category.path("name").asText().equals(name)) {
                return category.path("id").asText();
            }
        }
        throw new UserError("The demo was refused: there is no " + name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
