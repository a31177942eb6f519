package io.otklik.acceptance;

import static io.otklik.acceptance.Shown.includes;
import static io.otklik.acceptance.Shown.shown;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** telegram-bot.md, section by section, with its own words, and contracts/README.md, section 6. */
@ExtendWith(Suite.class)
class BotIT {

    private static final String API = "/bot/api/v1";
    private static final String TICKETS = API + "/tickets";
    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";
    private static final Refused.At REFUSED = Refused.at(API + "/");

    private static void assertUnauthorized(Response answer) {
        answer.then().statusCode(401).body("error.code", is("UNAUTHORIZED")).body("error.details", is(List.of()));
    }

    /** «Авторизация» */
    @Nested
    class Authorization {

        private final Telegram person = Telegram.person();

        @Test
        void telegram_firstLoginMakesThePerson_laterOnesRenewTheNames() {
            JsonPath first = person.login()
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {access_token: <text>, token_type: 'bearer', expires_in: 604800,
                     user: {id: <uuid>, telegram_id: %d, username: '%s', first_name: 'Иван', role: 'USER',
                            created_at: <time>}}""", person.id(), person.username()))
                    .extract()
                    .jsonPath();
            Telegram renamed = new Telegram(person.id(), person.username(), "Пётр", "Иванов");
            JsonPath second = renamed.login().then().statusCode(200).extract().jsonPath();
            assertEquals(first.getString("user.id"), second.getString("user.id"));
            me(second.getString("access_token"))
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {id: '%s', telegram_id: %d, username: '%s', first_name: 'Пётр', last_name: 'Иванов', role: 'USER',
                     is_active: true, created_at: <time>, updated_at: <time>}""", first.getString("user.id"), person.id(), person.username()));
        }

        @Test
        void telegram_takesTheHashInsideToo_andNothingThatIsWrong() {
            Map<String, String> data = person.data(Instant.now());
            String query = Telegram.query(data);
            String hash = Telegram.hash(data);
            Telegram.login(query + "&hash=" + hash, null).then().statusCode(200);
            Telegram.login(query + "&hash=" + hash, hash).then().statusCode(200);

            assertUnauthorized(Telegram.login(query, hash.replace(hash.charAt(0), hash.charAt(0) == '0' ? '1' : '0')));
            assertUnauthorized(Telegram.login(query + "&hash=" + hash, "0".repeat(64)));
            assertUnauthorized(Telegram.login(query + "&query_id=twice", hash));
            assertUnauthorized(Telegram.login(query.replace("signature=", "signature=x"), hash));
            assertUnauthorized(Telegram.login(query, "Привет"));
            for (Duration off : List.of(Duration.ofHours(-25), Duration.ofHours(2))) {
                Map<String, String> late = person.data(Instant.now().plus(off));
                assertUnauthorized(Telegram.login(Telegram.query(late), Telegram.hash(late)));
            }
            Telegram.login(query, null).then().statusCode(not(200));
        }

        @Test
        void username_thatIsTakenGetsASuffix() {
            Someone first = Someone.registered();
            Telegram namesake = new Telegram(person.id(), first.username(), "Иван", "Петров");
            namesake.login()
                    .then()
                    .statusCode(200)
                    .body("user.username", startsWith(first.username()))
                    .body("user.username", not(first.username()));
        }

        @Test
        void profile_changesTheFieldsSent() {
            String token = person.login().jsonPath().getString("access_token");
            String renamed = "renamed_" + person.id();
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("first_name", "John", "username", renamed))
                    .put(API + "/auth/profile")
                    .then()
                    .statusCode(200)
                    .body(shown("""
                    {id: <uuid>, telegram_id: %d, username: '%s', first_name: 'John', last_name: 'Петров', role: 'USER',
                     is_active: true, created_at: <time>, updated_at: <time>}""", person.id(), renamed));
            me(token).then().body("username", is(renamed));
            given().auth()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(Map.of("username", "admin"))
                    .put(API + "/auth/profile")
                    .then()
                    .statusCode(422)
                    .body("error.code", is("VALIDATION_ERROR"))
                    .body("error.details.field", is(List.of("username")));
        }

        private Response me(String token) {
            return given().auth().oauth2(token).get(API + "/auth/me");
        }
    }

    /** «Тикеты» */
    @Nested
    class Tickets {

        private Someone owner;
        private Someone helper;
        private Someone admin;
        private JsonPath category;

        @BeforeEach
        void open() {
            owner = Someone.registered();
            helper = Someone.agent();
            admin = Someone.admin();
            category = newCategory(admin);
        }

        @Test
        void ticket_isCreatedListedShownChangedAndDeleted() {
            String ticket = owner.request()
                    .body(Map.of(
                            "title", "Проблема с оплатой",
                            "description", "Подробное описание проблемы...",
                            "category_id", category.getString("id"),
                            "priority", "HIGH"))
                    .post(TICKETS)
                    .then()
                    .statusCode(201)
                    .body(includes("""
                    {id: <uuid>, title: 'Проблема с оплатой', description: 'Подробное описание проблемы...',
                     status: 'OPEN', priority: 'HIGH', category_id: '%s', user_id: '%s', created_at: <time>}""", category.getString("id"), owner.uuid()))
                    .extract()
                    .jsonPath()
                    .getString("id");
            owner.request()
                    .get(TICKETS)
                    .then()
                    .statusCode(200)
                    .body(includes(
                            """
                    {items: [{id: '%s', title: 'Проблема с оплатой', description: 'Подробное описание проблемы...',
                      status: 'OPEN', priority: 'HIGH', category: {id: '%s', name: '%s', icon: '💳'},
                      user: {id: '%s', first_name: '%s', username: '%s'}, assigned_to: null,
                      created_at: <time>, updated_at: <time>, messages_count: 0, last_message_at: null}],
                     total: 1, page: 1, size: 20, pages: 1}""",
                            ticket,
                            category.getString("id"),
                            category.getString("name"),
                            owner.uuid(),
                            owner.username(),
                            owner.username()));
            helper.request()
                    .body(Map.of("status", "IN_PROGRESS", "priority", "NORMAL"))
                    .put(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(200)
                    .body(detail(ticket, "Проблема с оплатой", "IN_PROGRESS", "NORMAL"));
            owner.request()
                    .body(Map.of("title", "Обновленный заголовок"))
                    .put(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(200)
                    .body(detail(ticket, "Обновленный заголовок", "IN_PROGRESS", "NORMAL"));
            helper.request()
                    .get(TICKETS + "/" + ticket)
                    .then()
                    .body(detail(ticket, "Обновленный заголовок", "IN_PROGRESS", "NORMAL"));
            helper.request()
                    .body("{\"assigned_to\": null}")
                    .put(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(200)
                    .body("assigned_to", is((Object) null));

            helper.request().delete(TICKETS + "/" + ticket).then().spec(REFUSED.forbidden());
            admin.request()
                    .delete(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(200)
                    .body(includes("{message: 'Тикет успешно удален'}"));
            for (Someone person : List.of(owner, helper, admin)) {
                person.request().get(TICKETS + "/" + ticket).then().spec(REFUSED.notFound());
            }
        }

        @Test
        void status_andAssigneeAreTheStaffsAlone() {
            String ticket = owner.posts(TICKETS, ticket("Моя"), 201).getString("id");
            for (Map<String, ?> change :
                    List.of(Map.of("status", "CLOSED"), Map.of("assigned_to", helper.uuid()), Map.of("status", 5))) {
                owner.request().body(change).put(TICKETS + "/" + ticket).then().spec(REFUSED.forbidden());
            }
            Someone.registered().request().get(TICKETS + "/" + ticket).then().spec(REFUSED.notFound());
            helper.request()
                    .body(Map.of("assigned_to", owner.uuid()))
                    .put(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("assigned_to")));
            helper.request()
                    .body(Map.of("assigned_to", admin.uuid()))
                    .put(TICKETS + "/" + ticket)
                    .then()
                    .statusCode(200)
                    .body("assigned_to.role", is("ADMIN"));
        }

        @Test
        void list_filtersAndPages() {
            String first = owner.posts(TICKETS, ticket("Первая"), 201).getString("id");
            String second = owner.posts(TICKETS, ticket("Вторая"), 201).getString("id");
            String third = owner.posts(TICKETS, ticket("Третья"), 201).getString("id");
            helper.request()
                    .body(Map.of("status", "WAITING_RESPONSE", "priority", "CRITICAL"))
                    .put(TICKETS + "/" + second)
                    .then()
                    .statusCode(200);
            String here = TICKETS + "?category_id=" + category.getString("id");
            helper.request().get(here).then().body("items.id", is(List.of(third, second, first)));
            helper.request().get(here + "&status=WAITING_RESPONSE").then().body("items.id", is(List.of(second)));
            helper.request().get(here + "&priority=CRITICAL").then().body("items.id", is(List.of(second)));
            helper.request().get(here + "&assigned_to=" + helper.uuid()).then().body("items.id", is(List.of(second)));
            helper.request()
                    .get(here + "&page=2&size=2")
                    .then()
                    .body("items.id", is(List.of(first)))
                    .body("total", is(3))
                    .body("page", is(2))
                    .body("size", is(2))
                    .body("pages", is(2));
            helper.request()
                    .get(here + "&page=9")
                    .then()
                    .statusCode(200)
                    .body("items", is(List.of()))
                    .body("total", is(3));
            Someone.registered().request().get(here).then().body("total", is(0));
        }

        private Map<String, ?> ticket(String title) {
            return Map.of("title", title, "description", "Описание", "category_id", category.getString("id"));
        }

        private Matcher<String> detail(String ticket, String title, String status, String priority) {
            return includes(
                    """
                {id: '%s', title: '%s', description: 'Подробное описание проблемы...', status: '%s', priority: '%s',
                 category: {id: '%s', name: '%s', icon: '💳', color: '#ff6b6b'},
                 user: {id: '%s', telegram_id: null, first_name: '%s', username: '%s'},
                 assigned_to: {id: '%s', first_name: '%s', role: 'HELPER'},
                 created_at: <time>, updated_at: <time>, closed_at: null}""",
                    ticket,
                    title,
                    status,
                    priority,
                    category.getString("id"),
                    category.getString("name"),
                    owner.uuid(),
                    owner.username(),
                    owner.username(),
                    helper.uuid(),
                    helper.username());
        }
    }

    /** «Сообщения» and «Файлы» */
    @Nested
    class Messages {

        private Someone owner;
        private Someone helper;
        private String ticket;

        @BeforeEach
        void file() {
            owner = Someone.registered();
            helper = Someone.agent();
            ticket = newTicket(owner, "С перепиской");
        }

        @Test
        void message_carriesFiles_andNotesStayInside() {
            JsonPath file = owner.form()
                    .multiPart("file", "screenshot.png", Samples.png())
                    .post(API + "/files/upload")
                    .then()
                    .statusCode(201)
                    .body(includes("""
                    {id: <uuid>, filename: 'screenshot.png', size: %d, content_type: 'image/png', url: <text>,
                     created_at: <time>}""", Samples.png().length))
                    .extract()
                    .jsonPath();
            String id = file.getString("id");
            assertEquals("/uploads/files/" + id + "/screenshot.png", file.getString("url"));
            String question = owner.request()
                    .body(Map.of("content", "Здравствуйте! У меня проблема", "attachments", List.of(id)))
                    .post(messages())
                    .then()
                    .statusCode(201)
                    .body(includes("""
                    {id: <uuid>, content: 'Здравствуйте! У меня проблема', user_id: '%s', ticket_id: '%s',
                     is_internal: false, created_at: <time>}""", owner.uuid(), ticket))
                    .extract()
                    .jsonPath()
                    .getString("id");
            String note = helper.posts(messages(), Map.of("content", "Заметка", "is_internal", true), 201)
                    .getString("id");
            String shownQuestion =
                    """
                    {id: '%s', content: 'Здравствуйте! У меня проблема',
                     user: {id: '%s', first_name: '%s', role: 'USER'},
                     attachments: [{id: '%s', filename: 'screenshot.png', size: %d, content_type: 'image/png',
                                    url: '/uploads/files/%s/screenshot.png'}],
                     is_internal: false, created_at: <time>}""".formatted(question, owner.uuid(), owner.username(), id, Samples.png().length, id);
            owner.request()
                    .get(messages())
                    .then()
                    .statusCode(200)
                    .body(includes("{items: [" + shownQuestion + "], total: 1, page: 1, size: 50, pages: 1}"));
            helper.request()
                    .get(messages())
                    .then()
                    .body(includes("{items: [" + shownQuestion + """
                    , {id: '%s', content: 'Заметка', user: {id: '%s', first_name: '%s', role: 'HELPER'},
                       attachments: [], is_internal: true, created_at: <time>}],
                     total: 2, page: 1, size: 50, pages: 1}""", note, helper.uuid(), helper.username()));
            assertEquals(1, owner.reads(TICKETS).getInt("items[0].messages_count"));
            owner.request()
                    .body(Map.of("content", "Тайна", "is_internal", true))
                    .post(messages())
                    .then()
                    .spec(REFUSED.forbidden());
        }

        @Test
        void attachments_areTheAuthorsOwnAndNew() {
            String file = owner.uploads("log.txt", Samples.TEXT).getString("id");
            for (Map.Entry<Someone, String> wrong :
                    Map.of(helper, file, owner, NOBODY).entrySet()) {
                wrong.getKey()
                        .request()
                        .body(Map.of("content", "С файлом", "attachments", List.of(wrong.getValue())))
                        .post(messages())
                        .then()
                        .statusCode(422)
                        .body("error.details.field", is(List.of("attachments")));
            }
            Map<String, ?> message = Map.of("content", "С файлом", "attachments", List.of(file));
            owner.sends(messages(), message, 201);
            owner.request().body(message).post(messages()).then().statusCode(422);
        }

        @Test
        void file_isForItsUploader_andForWhoeverSeesTheTicket() {
            JsonPath file = owner.uploads("Отчёт за май.txt", Samples.TEXT);
            String byId = API + "/files/" + file.getString("id");
            helper.request().get(byId).then().spec(REFUSED.notFound());
            owner.sends(messages(), Map.of("content", "Файл", "attachments", List.of(file.getString("id"))), 201);
            for (String path : List.of(byId, file.getString("url"))) {
                for (Someone reader : List.of(owner, helper)) {
                    Response answer = reader.request().get(path);
                    answer.then()
                            .statusCode(200)
                            .contentType("text/plain")
                            .header("Content-Disposition", startsWith("attachment"))
                            .header("X-Content-Type-Options", "nosniff");
                    assertArrayEquals(Samples.TEXT, answer.asByteArray());
                }
                Someone.registered().request().get(path).then().spec(REFUSED.notFound());
                given().get(path).then().spec(REFUSED.noToken());
            }
        }

        @Test
        void file_ofAWrongKindIsRefused() {
            owner.form()
                    .multiPart("file", "script.png", Samples.TEXT)
                    .post(API + "/files/upload")
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("file")));
            owner.form()
                    .multiPart("other", "log.txt", Samples.TEXT)
                    .post(API + "/files/upload")
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("file")));
        }

        private String messages() {
            return TICKETS + "/" + ticket + "/messages";
        }
    }

    /** «Категории» */
    @Nested
    class Categories {

        private final Someone admin = Someone.admin();

        @Test
        void category_isMadeChangedListedAndDeleted() {
            String name = "Категория " + UUID.randomUUID();
            String id = admin.request()
                    .body(Map.of(
                            "name", name,
                            "description", "Описание категории",
                            "icon", "🆕",
                            "color", "#45b7d1",
                            "sort_order", 10))
                    .post(API + "/categories")
                    .then()
                    .statusCode(201)
                    .body(shown("""
                    {id: <uuid>, name: '%s', description: 'Описание категории', icon: '🆕', color: '#45b7d1',
                     is_active: true, sort_order: 10}""", name))
                    .extract()
                    .jsonPath()
                    .getString("id");
            String inactive = """
                    {id: '%s', name: '%s', description: 'Описание категории', icon: '🆕', color: '#45b7d1',
                     is_active: false, sort_order: 10}""".formatted(id, name);
            admin.request()
                    .body(Map.of("is_active", false))
                    .put(API + "/categories/" + id)
                    .then()
                    .statusCode(200)
                    .body(shown(inactive));
            Someone user = Someone.registered();
            user.request().get(API + "/categories").then().statusCode(200).body("id", hasItem(id));
            user.request().get("/api/v1/tickets/categories/").then().body("name", not(hasItem(name)));
            user.request()
                    .body(Map.of("title", "Т", "description", "Т", "category_id", id))
                    .post(TICKETS)
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("category_id")));
            admin.request().delete(API + "/categories/" + id).then().statusCode(204);
            user.request().get(API + "/categories").then().body("id", not(hasItem(id)));
            admin.request().delete(API + "/categories/" + id).then().spec(REFUSED.notFound());
        }
    }

    /** «Пользователи» */
    @Nested
    class Users {

        private final Someone admin = Someone.admin();

        @Test
        void list_isFiltered_andCountsTickets() {
            Someone user = Someone.registered();
            user.sends("/api/ticket", Map.of("message", "Единственная"), 201);
            String row = """
                    {items: [{id: '%s', telegram_id: null, username: '%s', first_name: '%s', role: 'USER',
                      is_active: %b, created_at: <time>, tickets_count: 1, last_activity: <time>}],
                     total: 1, page: 1, size: 20, pages: 1}""";
            String found = API + "/users?search=" + user.username();
            String uuid = user.uuid();
            Someone moderator = Someone.moderator();
            moderator
                    .request()
                    .get(found + "&role=USER&is_active=true")
                    .then()
                    .statusCode(200)
                    .body(shown(row, uuid, user.username(), user.username(), true));
            moderator.request().get(found + "&role=ADMIN").then().body("total", is(0));
            admin.block(uuid, true);
            moderator
                    .request()
                    .get(found + "&is_active=false")
                    .then()
                    .body(shown(row, uuid, user.username(), user.username(), false));
            user.request().get(API + "/users").then().spec(REFUSED.badToken());
        }

        @Test
        void role_andStatusAreTheAdministratorsAlone_andNotForHimself() {
            Someone user = Someone.registered();
            String uuid = user.uuid();
            for (String role : List.of("HELPER", "MODERATOR", "ADMIN", "USER")) {
                admin.request()
                        .body(Map.of("role", role))
                        .put(API + "/users/" + uuid + "/role")
                        .then()
                        .statusCode(200)
                        .body("id", is(uuid))
                        .body("username", is(user.username()))
                        .body("role", is(role));
                user.request().get(API + "/auth/me").then().body("role", is(role));
            }
            admin.request()
                    .body(Map.of("is_active", false))
                    .put(API + "/users/" + uuid + "/status")
                    .then()
                    .statusCode(200)
                    .body("is_active", is(false));
            for (String own : List.of("role", "status")) {
                admin.request()
                        .body(Map.of("role", "USER", "is_active", false))
                        .put(API + "/users/" + admin.uuid() + "/" + own)
                        .then()
                        .statusCode(403)
                        .body("error.code", is("FORBIDDEN"));
            }
        }
    }

    /** «Статистика» */
    @Nested
    class Statistics {

        private final Someone helper = Someone.agent();

        @Test
        void tickets_areCountedOfTheCategoryAndThePeriod() {
            Someone owner = Someone.registered();
            JsonPath category = newCategory(Someone.admin());
            Map<String, ?> ticket = Map.of(
                    "title",
                    "Считаем",
                    "description",
                    "Т",
                    "category_id",
                    category.getString("id"),
                    "priority",
                    "HIGH");
            String answered = owner.posts(TICKETS, ticket, 201).getString("id");
            owner.sends(TICKETS, ticket, 201);
            helper.sends(TICKETS + "/" + answered + "/messages", Map.of("content", "Ответ"), 201);
            helper.request().body(Map.of("status", "RESOLVED")).put(TICKETS + "/" + answered);
            String today = LocalDate.now(ZoneOffset.UTC).toString();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> helper.request()
                    .get(API + "/statistics/tickets?category_id=" + category.getString("id") + "&from_date=" + today
                            + "&to_date=" + today)
                    .then()
                    .statusCode(200)
                    .body("period", is(Map.of("from", today, "to", today)))
                    .body("total", is(2))
                    .body("by_status.OPEN", is(1))
                    .body("by_status.RESOLVED", is(1))
                    .body("by_priority.HIGH", is(2))
                    .body("by_category.id", is(List.of(category.getString("id"))))
                    .body("by_category.name", is(List.of(category.getString("name"))))
                    .body("by_category.count", is(List.of(2)))
                    .body("by_day", is(List.of(Map.of("date", today, "created", 2, "resolved", 1, "closed", 0)))));
        }

        @Test
        void dashboard_addsUp() {
            Someone.registered().sends("/api/ticket", Map.of("message", "В сводке"), 201);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                JsonPath shown = helper.reads(API + "/statistics/dashboard");
                int sum = shown.getInt("tickets.open")
                        + shown.getInt("tickets.in_progress")
                        + shown.getInt("tickets.resolved")
                        + shown.getInt("tickets.closed");
                assertEquals(shown.getInt("tickets.total"), sum);
                assertEquals(shown.getInt("tickets.total"), shown.getInt("categories.count.sum()"));
            });
            helper.request()
                    .get(API + "/statistics/dashboard")
                    .then()
                    .statusCode(200)
                    .body("keySet()", is(Set.of("tickets", "response_time", "categories", "helpers")))
                    .body("response_time.keySet()", is(Set.of("average_hours", "median_hours")))
                    .body("categories.collect { it.keySet() }", everyItem(is(Set.of("name", "count", "percentage"))))
                    .body("helpers.collect { it.user.keySet() }", everyItem(is(Set.of("id", "first_name", "role"))));
        }

        @Test
        void dates_areDaysInOrder() {
            helper.request()
                    .get(API + "/statistics/tickets?from_date=2024-02-02&to_date=2024-02-01")
                    .then()
                    .statusCode(422)
                    .body("error.code", is("VALIDATION_ERROR"));
            helper.request()
                    .get(API + "/statistics/tickets?from_date=вчера")
                    .then()
                    .statusCode(422)
                    .body("error.details.field", is(List.of("from_date")));
        }
    }

    /** «WebSocket API» */
    @Nested
    class Sockets {

        @Test
        void owner_andStaffHearOfMessagesStatusesAndTyping() {
            Someone owner = Someone.registered();
            Someone helper = Someone.agent();
            String ticket = newTicket(owner, "На проводе");
            String path = "/ws/tickets/" + ticket;
            try (SocketClient own = SocketClient.connect(path + "?token=" + owner.token(), opening -> opening);
                    SocketClient desk = SocketClient.connect(path + "/", helper)) {
                helper.sends(
                        TICKETS + "/" + ticket + "/messages", Map.of("content", "Тайна", "is_internal", true), 201);
                helper.sends(TICKETS + "/" + ticket + "/messages", Map.of("content", "Новое сообщение"), 201);
                helper.request().body(Map.of("status", "IN_PROGRESS")).put(TICKETS + "/" + ticket);
                List<JsonPath> seen = own.awaitFrames(2);
                assertThat(seen.get(0).prettify(), shown("""
                        {type: 'new_message', data: {id: <uuid>, content: 'Новое сообщение',
                          user: {id: '%s', first_name: '%s', role: 'HELPER'}, created_at: <time>}}""", helper.uuid(), helper.username()));
                assertThat(seen.get(1).prettify(), shown("""
                        {type: 'status_changed', data: {ticket_id: '%s', old_status: 'OPEN', new_status: 'IN_PROGRESS',
                          changed_by: {id: '%s', first_name: '%s', role: 'HELPER'}}}""", ticket, helper.uuid(), helper.username()));
                assertEquals("Тайна", desk.awaitFrames(3).get(0).getString("data.content"));

                own.send("{\"type\": \"typing\", \"is_typing\": true}");
                assertThat(
                        desk.awaitFrames(4).get(3).prettify(),
                        shown("{type: 'typing', data: {user_id: '%s', is_typing: true}}", owner.uuid()));
                own.send("{\"type\": \"ping\"}");
                assertThat(own.awaitFrames(3).get(2).prettify(), shown("{type: 'pong'}"));
            }
            SocketClient.refused(given().auth().oauth2(Someone.registered().token()), path)
                    .then()
                    .spec(REFUSED.notFound());
            SocketClient.refused(given(), path).then().spec(REFUSED.noToken());
        }

        @Test
        void blocked_isThrownOut() {
            Someone owner = Someone.registered();
            String uuid = owner.uuid();
            try (SocketClient own = SocketClient.connect("/ws/tickets/" + newTicket(owner, "Прощай"), owner)) {
                Someone.admin().block(uuid, true);
                assertEquals(4403, own.awaitClose());
            }
        }
    }

    /** «Коды ошибок» */
    @Nested
    class Errors {

        private final Someone user = Someone.registered();

        @Test
        void error_isTheEnvelopeEverywhere() {
            user.request()
                    .body(Map.of("description", "Без заголовка"))
                    .post(TICKETS)
                    .then()
                    .statusCode(422)
                    .body("error.code", is("VALIDATION_ERROR"))
                    .body("error.message", is("Некорректные данные"))
                    .body("error.details.field", hasItem("title"));
            user.request().get(TICKETS + "/" + NOBODY).then().spec(REFUSED.notFound());
            user.request().get(API + "/nothing").then().spec(REFUSED.notFound());
            user.request()
                    .patch(TICKETS)
                    .then()
                    .spec(REFUSED.with(405, "METHOD_NOT_ALLOWED", "Метод не разрешен."))
                    .header("Allow", containsString("POST"));
            user.request().get(API + "/users").then().spec(REFUSED.forbidden());
            given().get(TICKETS).then().spec(REFUSED.noToken());
            given().header("Authorization", "Bearer x").get(TICKETS).then().spec(REFUSED.badToken());
        }

        @Test
        void host_ofTheBotIsTheBot() {
            given().header("Host", "api.yourbot.com")
                    .header("Authorization", "Bearer " + user.token())
                    .get("/api/v1/auth/me")
                    .then()
                    .statusCode(200)
                    .body("username", is(user.username()));
            given().header("Host", "api.yourbot.com")
                    .get("/api/v1/auth/me")
                    .then()
                    .spec(REFUSED.noToken());
            given().header("Host", "api.yourbot.com")
                    .get("/api/v1/nothing")
                    .then()
                    .spec(REFUSED.notFound());
        }
    }

    private static JsonPath newCategory(Someone admin) {
        return admin.posts(
                API + "/categories",
                Map.of("name", "Категория " + UUID.randomUUID(), "icon", "💳", "color", "#ff6b6b"),
                201);
    }

    private static String newTicket(Someone owner, String title) {
        String category = owner.reads(API + "/categories").getString("[0].id");
        return owner.posts(TICKETS, Map.of("title", title, "description", "Описание", "category_id", category), 201)
                .getString("id");
    }
}
