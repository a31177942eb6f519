package io.otklik.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small helpdesk with something of everything, made by the public API of all five contracts: each story begins in one of
 * them and goes on in others. A story whose ticket, chat or category is there already is not told again.
 */
final class Demo {
    private static final String PASSWORD = "Sunflower_77";
    private static final String ANNA = "demo-anna";
    private static final String BORIS = "demo-boris";
    private static final String VERA = "demo-vera";
    private static final String NIKOLAY = "demo-nikolay";
    private static final String MARIA = "demo-maria";
    private static final String PAVEL = "demo-pavel";
    private static final String OLGA = "demo-olga";

    private static final String PAYMENT = "Оплата и подписка";
    private static final String ACCOUNT = "Личный кабинет";
    private static final String COLOR = "#ff6b6b";

    private final DemoClient client;
    private final Map<String, String> environment;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();

    /** @param environment says who the administrator is, where the first start was told so */
    Demo(DemoClient client, Map<String, String> environment) {
        this.client = client;
        this.environment = environment;
    }

    /** Loads what is not there, and says what that was and who may log in. */
    String load() {
        enter();
        hire(MARIA, "HELPER");
        hire(PAVEL, "HELPER");
        hire(OLGA, "MODERATOR");
        categories();
        techsupport();
        bot();
        desk();
        requests();
        support0();
        chat();
        communication();
        return summary();
    }

    private void enter() {
        String admin = environment.getOrDefault("OTKLIK_ADMIN_USERNAME", Administrator.USERNAME);
        String password = environment.getOrDefault("OTKLIK_ADMIN_PASSWORD", Administrator.PASSWORD);
        tokens.put(
                Administrator.USERNAME,
                login(admin, password, "Set OTKLIK_ADMIN_USERNAME and OTKLIK_ADMIN_PASSWORD to the administrator's."));
        for (String name : List.of(ANNA, BORIS, MARIA)) {
            register(name, "/api/v1/users/register/");
        }
        for (String name : List.of(VERA, PAVEL, OLGA)) {
            register(name, "/api/auth/register/");
        }
        register(NIKOLAY, "/auth/users/");
    }

    private void register(String name, String path) {
        DemoClient.Answer answer = client.ask(
                path, null, "POST", Map.of("username", name, "email", name + "@example.com", "password", PASSWORD));
        if (answer.status() == 201) {
            told.add("person " + name);
        } else if (answer.status() != 400) { // that is the name's being taken, by an earlier demo
            answer.verify();
        }
        tokens.put(name, login(name, PASSWORD, "Somebody else has the name."));
    }

    private String login(String name, String password, String advice) {
        DemoClient.Answer answer =
                client.ask("/api/auth/login/", null, "POST", Map.of("username", name, "password", password));
        if (answer.status() == 401) {
            throw new UserError("Cannot log in as " + name + ". " + advice);
        }
        return answer.verified().path("access").asText();
    }

    private void hire(String name, String role) {
        JsonNode person = client.get("/bot/api/v1/auth/me", tokens.get(name));
        if (!person.path("role").asText().equals(role)) {
            String path = "/bot/api/v1/users/" + person.path("id").asText() + "/role";
            client.does("PUT", path, tokens.get(Administrator.USERNAME), Map.of("role", role));
        }
    }

    private void categories() {
        String admin = tokens.get(Administrator.USERNAME);
        List<String> names = new ArrayList<>();
        client.get("/bot/api/v1/categories", admin)
                .forEach(category -> names.add(category.path("name").asText()));
        if (!names.contains(PAYMENT)) {
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
        if (!names.contains(ACCOUNT)) {
            client.does("POST", "/api/v1/admin/tickets/categories/", admin, Map.of("name", ACCOUNT));
            told.add("category " + ACCOUNT);
        }
    }

    private void techsupport() {
        String subject = "Не работает вход";
        if (isThere(ANNA, subject)) {
            return;
        }
        long category = number(client.get("/api/v1/tickets/categories/", tokens.get(ANNA)), "name", ACCOUNT);
        long ticket = client.postForm(
                        "/api/v1/tickets/",
                        tokens.get(ANNA),
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
        client.does("PATCH", support + "/assign/", tokens.get(MARIA), Map.of("assigned_to", id(MARIA)));
        comment(ticket, MARIA, "Спасибо за журнал, ошибка найдена. Исправим сегодня.");
        comment(ticket, ANNA, "Жду, спасибо!");
        client.does("PATCH", support + "/status/", tokens.get(MARIA), Map.of("status", "resolved"));
        told.add("ticket " + subject);
    }

    private void comment(long ticket, String author, String text) {
        client.does("POST", "/api/v1/tickets/" + ticket + "/comments/", tokens.get(author), Map.of("text", text));
    }

    private void bot() {
        String title = "Проблема с оплатой";
        if (isThere(BORIS, title)) {
            return;
        }
        String category = text(client.get("/bot/api/v1/categories", tokens.get(BORIS)), "name", PAYMENT);
        String ticket = "/bot/api/v1/tickets/"
                + client.post(
                                "/bot/api/v1/tickets",
                                tokens.get(BORIS),
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
                tokens.get(BORIS),
                Map.of(),
                "file",
                "bank.txt",
                bytes("Операция отклонена банком, код 51\n"));
        client.does(
                "POST",
                ticket + "/messages",
                tokens.get(BORIS),
                Map.of(
                        "content",
                        "Вот ответ банка",
                        "attachments",
                        List.of(file.path("id").asText())));
        client.does("PUT", ticket, tokens.get(MARIA), Map.of("status", "IN_PROGRESS"));
        client.does(
                "POST",
                ticket + "/messages",
                tokens.get(MARIA),
                Map.of("content", "Код 51 значит, что на карте мало денег", "is_internal", true));
        client.does(
                "POST",
                ticket + "/messages",
                tokens.get(MARIA),
                Map.of("content", "Попробуйте, пожалуйста, другую карту."));
        client.does("PUT", ticket, tokens.get(MARIA), Map.of("status", "WAITING_RESPONSE"));
        told.add("ticket " + title);
    }

    private void desk() {
        String title = "Заменить картридж в принтере";
        if (isThere(VERA, title)) {
            return;
        }
        long ticket = client.post(
                        "/api/tickets/",
                        tokens.get(VERA),
                        Map.of("title", title, "description", "Кабинет 214, печатает бледно."))
                .path("id")
                .asLong();
        client.does("POST", "/api/tickets/" + ticket + "/assign/", tokens.get(OLGA), Map.of("executor", id(PAVEL)));
        client.does(
                "POST",
                "/api/tickets/" + ticket + "/execute/",
                tokens.get(PAVEL),
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
                                tokens.get(OLGA),
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
                                        id(BORIS)))
                        .path("id")
                        .asLong();
        client.does("POST", request + "/take/", tokens.get(MARIA), Map.of());
        client.does(
                "POST",
                request + "/messages/",
                tokens.get(MARIA),
                Map.of("content", "Зарядное устройство отправлено, номер посылки придёт письмом."));
        told.add("ticket " + title);
    }

    private void support0() {
        String message = "Письма от вас попадают в спам";
        if (isThere(NIKOLAY, message)) {
            return;
        }
        String ticket = "/api/ticket/"
                + client.post("/api/ticket", tokens.get(NIKOLAY), Map.of("message", message))
                        .path("id")
                        .asLong();
        client.does(
                "POST",
                ticket + "/answer",
                tokens.get(PAVEL),
                Map.of("message", "Добавьте, пожалуйста, наш адрес в контакты. Мы пишем вашему провайдеру."));
        client.does("POST", ticket + "/set_status", tokens.get(PAVEL), Map.of("status", "f"));
        told.add("ticket " + message);
    }

    private void chat() {
        String name = "Смена поддержки";
        String list = "/api/admin/chats/";
        if (has(client.get(list + "?page_size=100", tokens.get(MARIA)).path("results"), "name", name)) {
            return;
        }
        String chat = list
                + client.post(
                                list,
                                tokens.get(MARIA),
                                Map.of(
                                        "name",
                                        name,
                                        "chat_type",
                                        "general",
                                        "participants",
                                        List.of(id(PAVEL), id(OLGA))))
                        .path("id")
                        .asLong();
        JsonNode first = client.post(
                chat + "/messages/",
                tokens.get(MARIA),
                Map.of("content", "Сегодня много вопросов об оплате: банк отклоняет карты."));
        client.does(
                "POST",
                chat + "/messages/",
                tokens.get(PAVEL),
                Map.of(
                        "content",
                        "Понял, советую другую карту.",
                        "reply_to",
                        first.path("id").asLong()));
        told.add("chat " + name);
    }

    private void communication() {
        String subject = "Отказы банка";
        String list = "/api/admin/communications/";
        if (has(client.get(list + "?page_size=100", tokens.get(OLGA)).path("results"), "subject", subject)) {
            return;
        }
        client.does(
                "POST",
                list,
                tokens.get(OLGA),
                Map.of(
                        "from_department",
                        "Поддержка",
                        "to_department",
                        "Бухгалтерия",
                        "subject",
                        subject,
                        "content",
                        "Просим узнать у банка, почему отклоняются платежи.",
                        "priority",
                        "high",
                        "participants",
                        List.of(id(MARIA))));
        told.add("communication " + subject);
    }

    /** Every ticket shows in every contract, so one of them tells for all. */
    private boolean isThere(String owner, String subject) {
        return has(client.get("/api/v1/tickets/", tokens.get(owner)), "subject", subject);
    }

    private long id(String name) {
        return client.get("/api/v1/users/me/", tokens.get(name)).path("id").asLong();
    }

    private static boolean has(JsonNode rows, String field, String value) {
        for (JsonNode row : rows) {
            if (row.path(field).asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static long number(JsonNode rows, String field, String value) {
        return Long.parseLong(text(rows, field, value));
    }

    /** The id of the row, as text. */
    private static String text(JsonNode rows, String field, String value) {
        for (JsonNode row : rows) {
            if (row.path(field).asText().equals(value)) {
                return row.path("id").asText();
            }
        }
        throw new UserError("The demo was refused: there is no " + value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String summary() {
        String loaded = told.isEmpty() ? "Everything was there already." : "Loaded:\n  " + String.join("\n  ", told);
        return """
                %s

                Log in at %s, each with the password %s:
                  %s, %s, %s, %s   users, each with a ticket
                  %s, %s    support agents (EXECUTOR, HELPER)
                  %s                moderator (OPERATOR, MODERATOR)
                """.formatted(loaded, client.gateway(), PASSWORD, ANNA, BORIS, VERA, NIKOLAY, MARIA, PAVEL, OLGA);
    }
}
