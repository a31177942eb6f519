package io.otklik.ticket;

import static io.otklik.ticket.Cast.admin;
import static io.otklik.ticket.Cast.agent;
import static io.otklik.ticket.Cast.as;
import static io.otklik.ticket.Cast.comment;
import static io.otklik.ticket.Cast.someone;
import static io.otklik.ticket.Cast.ticket;
import static io.otklik.ticket.Cast.user;
import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.TicketCreated;
import io.otklik.standalone.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of customer-requests.md. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(StandInIdentity.class)
class CustomerRequestsTest {

    private static final String REQUESTS = "/api/admin/customer-requests/";
    private static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";
    private static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";
    private static final String NO_JSON = "{\"detail\":\"Ошибка разбора JSON.\"}";
    private static final String NO_OBJECT = "{\"detail\":\"Тело запроса должно быть объектом JSON.\"}";
    private static final String NO_CATEGORY = "{\"category\":[\"Такой категории нет.\"]}";
    private static final String NOT_A_NUMBER = "[\"Введите правильное число.\"]}";
    private static final String NOT_A_STRING = "[\"Значение должно быть строкой.\"]}";
    private static final String NULL = "[\"Это поле не может быть пустым.\"]}";

    @Test
    void create_answersTheWholeRequestOfTheCustomer() {
        PersonState customer = Cast.named("Анна", "Иванова");
        Response created = as(agent())
                .body("{\"title\":\" Не работает вход \",\"description\":\"Описание\",\"priority\":\"high\","
                        + "\"category\":\"account\",\"customer\":" + customer.id() + ",\"tags\":[\" vip \",\"вход\"],"
                        + "\"estimated_resolution_time\":\"2026-12-01T13:00:00+03:00\",\"status\":\"closed\",\"id\":1}")
                .post(REQUESTS);
        String id = created.jsonPath().getString("id");
        String at = created.jsonPath().getString("created_at");
        String body = "{\"id\":" + id + ",\"title\":\"Не работает вход\",\"description\":\"Описание\","
                + "\"status\":\"open\",\"priority\":\"high\",\"category\":\"account\",\"customer\":{\"id\":"
                + customer.id() + ",\"username\":\"" + customer.username()
                + "\",\"first_name\":\"Анна\",\"last_name\":\"Иванова\",\"email\":\"" + customer.email()
                + "\",\"avatar\":null},\"assigned_admin\":null,\"created_at\":\"" + at + "\",\"updated_at\":\"" + at
                + "\",\"last_message_at\":null,\"messages_count\":0,"
                + "\"estimated_resolution_time\":\"2026-12-01T10:00:00Z\",\"tags\":[\"vip\",\"вход\"]}";
        created.then().statusCode(201).body(equalTo(body));
        as(agent()).get(REQUESTS + id).then().statusCode(200).body(equalTo(body));
        as(customer).get(Cast.TICKETS + id).then().statusCode(200).body("subject", is("Не работает вход"));
    }

    @Test
    void create_forACustomerTellsWhoFiledIt() {
        PersonState agent = agent();
        PersonState customer = user();
        long id = as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":" + customer.id() + "}")
                .post(REQUESTS)
                .jsonPath()
                .getLong("id");
        try (TicketLog log = new TicketLog()) {
            TicketCreated created = (TicketCreated)
                    TicketLog.event(log.records(id, "TicketCreated").get(0));
            assertThat(created.by(), is(agent.actor()));
            assertThat(created.ticket().requester(), is(customer.actor()));
        }
    }

    @Test
    void create_withoutMoreIsTheCallersOwnGeneralMediumRequest() {
        PersonState agent = agent();
        as(agent)
                .body("{\"title\":\"Т\",\"description\":\"О\",\"customer\":null,\"estimated_resolution_time\":null,"
                        + "\"priority\":null,\"category\":null,\"tags\":null}")
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body("customer.id.toLong()", is(agent.id()))
                .body("customer.first_name", is(agent.username()))
                .body("customer.last_name", is(""))
                .body("category", is("general"))
                .body("priority", is("medium"))
                .body("estimated_resolution_time", nullValue())
                .body("tags", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"title\":[\"Это поле обязательно.\"],\"description\":[\"Это поле обязательно.\"]}",
                "{\"title\":\" \",\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":null,\"description\":\"О\"}|{\"title\":" + NULL,
                "{\"title\":1,\"description\":\"О\"}|{\"title\":" + NOT_A_STRING,
                "{\"title\":\"\\u0000\",\"description\":\"О\"}|{\"title\":[\"Нулевые символы не допускаются.\"]}",
                "{\"title\":\"Т\",\"description\":\"\"}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":{}}|{\"description\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":\"normal\"}|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "{\"title\":\"Т\",\"description\":null}|{\"description\":" + NULL,
                "{\"title\":\"Т\",\"description\":\"О\",\"priority\":1}|{\"priority\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":\"нет\"}|" + NO_CATEGORY,
                "{\"title\":\"Т\",\"description\":\"О\",\"category\":1}|{\"category\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":\"a\"}|{\"tags\":[\"Ожидается список.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"tags\":[1]}|{\"tags\":" + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":\"завтра\"}|{\"estimated_resolution_time\":[\"Неправильный формат даты и времени. Используйте ISO 8601.\"]}",
                "{\"title\":\"Т\",\"description\":\"О\",\"estimated_resolution_time\":5}|{\"estimated_resolution_time\":"
                        + NOT_A_STRING,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":\"я\"}|{\"customer\":" + NOT_A_NUMBER,
                "{\"title\":\"Т\",\"description\":\"О\",\"customer\":987654}|{\"customer\":[\"Такого пользователя нет.\"]}",
                "{|" + NO_JSON,
                "[]|" + NO_OBJECT,
            })
    void create_isRefused(String body, String answer) {
        as(agent()).body(body).post(REQUESTS).then().statusCode(400).body(equalTo(answer));
    }

    @Test
    void create_overTheLimitsIsRefused() {
        Map<String, Object> body = new HashMap<>(Map.of("title", "я".repeat(200), "description", "я".repeat(20_000)));
        body.put("tags", Stream.generate(() -> "я".repeat(50)).limit(20).toList());
        as(agent()).body(body).post(REQUESTS).then().statusCode(201);
        body.put("title", "я".repeat(201));
        body.put("description", "я".repeat(20_001));
        body.put("tags", Stream.generate(() -> "я").limit(21).toList());
        as(agent())
                .body(body)
                .post(REQUESTS)
                .then()
                .statusCode(400)
                .body("title[0]", is("Убедитесь, что это значение содержит не более 200 символов."))
                .body("description[0]", is("Убедитесь, что это значение содержит не более 20000 символов."))
                .body("tags[0]", is("Допускается не более 20 значений."));
    }

    @Test
    void list_isPagedByNumbers() {
        String word = word();
        PersonState customer = user();
        List<Long> ids = Stream.of("1", "2", "3")
                .map(n -> ticket(customer, word + " " + n))
                .toList();
        PersonState agent = agent();
        Response first = as(agent).get(REQUESTS + "?page_size=2&search=" + word);
        first.then()
                .statusCode(200)
                .body("count", is(3))
                .body("previous", nullValue())
                .body("results.id.collect{it as Long}", contains(ids.get(2), ids.get(1)))
                .body("results[0].customer.id.toLong()", is(customer.id()))
                .body("keySet()", containsInAnyOrder("count", "next", "previous", "results"));
        String next = first.jsonPath().getString("next");
        assertThat(next, startsWith("http://"));
        Response second = as(agent).urlEncodingEnabled(false).get(next);
        second.then()
                .statusCode(200)
                .body("count", is(3))
                .body("next", nullValue())
                .body("results.id.collect{it as Long}", contains(ids.get(0)));
        as(agent)
                .urlEncodingEnabled(false)
                .get(second.jsonPath().getString("previous"))
                .then()
                .body("results.id.collect{it as Long}", contains(ids.get(2), ids.get(1)));
        as(agent)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "help.example.com")
                .get(REQUESTS + "?page_size=1&search=" + word)
                .then()
                .body("next", startsWith("https://help.example.com/api/admin/customer-requests?"));
    }

    @Test
    void list_keepsOddWordsInItsAddresses() {
        String word = word() + " {x} 100% & ж+";
        PersonState customer = user();
        List<Long> ids =
                Stream.of(word, word).map(title -> ticket(customer, title)).toList();
        Response found = as(agent())
                .queryParam("search", word)
                .queryParam("page_size", 1)
                .queryParam("page", 2)
                .get(REQUESTS);
        found.then().statusCode(200).body("count", is(2));
        as(agent())
                .urlEncodingEnabled(false)
                .get(found.jsonPath().getString("previous"))
                .then()
                .body("results.id.collect{it as Long}", contains(ids.get(1)));
    }

    @Test
    void list_isFilteredByWhatTheContractShows() {
        String word = word();
        PersonState customer = user();
        PersonState agent = agent();
        long open = ticket(customer, word);
        long waiting = ticket(customer, word, Cast.BILLING);
        as(agent)
                .body("{\"status\":\"in_progress\",\"priority\":\"urgent\"}")
                .patch(REQUESTS + waiting)
                .then()
                .statusCode(200);
        set(waiting, "status", "WAITING_RESPONSE");
        String search = REQUESTS + "?search=" + word;
        as(agent).get(search + "&status=in_progress").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent).get(search + "&status=open").then().body("results.id.collect{it as Long}", contains(open));
        as(agent).get(search + "&status=completed").then().body("count", is(0)).body("results", empty());
        as(agent).get(search + "&priority=urgent").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent).get(search + "&category=billing").then().body("results.id.collect{it as Long}", contains(waiting));
        as(agent)
                .get(REQUESTS + "?status=in_progress&category=billing&priority=urgent&page_size=100")
                .then()
                .body("results.id.collect{it as Long}", hasItem(waiting))
                .body("results.id.collect{it as Long}", not(hasItem(open)));
    }

    @Test
    void list_ofGeneralHasTheCategoriesWithoutACode() {
        String word = word();
        Response category = as(admin()).body(Map.of("name", word)).post("/api/v1/admin/tickets/categories/");
        long id = ticket(user(), word, category.jsonPath().getLong("id"));
        as(agent())
                .get(REQUESTS + "?category=general&search=" + word)
                .then()
                .body("results.id.collect{it as Long}", contains(id))
                .body("results[0].category", is("general"));
        as(agent())
                .body("{\"category\":\"general\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200);
        as(agent())
                .get(Cast.SUPPORT + id)
                .then()
                .body("category.id.toLong()", is(category.jsonPath().getLong("id")));
    }

    @Test
    void search_findsTitleDescriptionAndCustomer() {
        String word = word();
        PersonState customer = Cast.named("Анна" + word, "Иванова");
        PersonState agent = agent();
        long byTitle = ticket(user(), "Тема " + word);
        long byCustomer = ticket(customer, "Тема");
        long byDescription = as(agent)
                .body(Map.of("title", "Т", "description", "Описание " + word + "!"))
                .post(REQUESTS)
                .jsonPath()
                .getLong("id");
        as(agent)
                .queryParam("search", word.toUpperCase(java.util.Locale.ROOT))
                .get(REQUESTS)
                .then()
                .body("results.id.collect{it as Long}", contains(byDescription, byCustomer, byTitle));
        as(agent)
                .queryParam("search", customer.email())
                .get(REQUESTS)
                .then()
                .body("results.id.collect{it as Long}", contains(byCustomer));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=new|{\"status\":[\"Недопустимое значение. Возможные значения: open, in_progress, completed, closed\"]}",
                "priority=normal|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "category=x|" + NO_CATEGORY,
                "page=0|{\"page\":[\"Допустимы значения от 1 до 10000000.\"]}",
                "page=x|{\"page\":" + NOT_A_NUMBER,
                "page_size=101|{\"page_size\":[\"Допустимы значения от 1 до 100.\"]}",
                "page_size=0|{\"page_size\":[\"Допустимы значения от 1 до 100.\"]}",
                "search=%00|{\"search\":[\"Нулевые символы не допускаются.\"]}",
            })
    void list_refusesBadFilters(String query, String answer) {
        as(agent())
                .urlEncodingEnabled(false)
                .get(REQUESTS + "?" + query)
                .then()
                .statusCode(400)
                .body(equalTo(answer));
    }

    @Test
    void change_changesWhatWasSent() {
        PersonState agent = agent();
        PersonState other = agent();
        long id = ticket(user(), "Тема");
        as(agent)
                .body("{\"title\":\"Новая\",\"priority\":\"low\",\"category\":\"billing\",\"tags\":[\"а\"],"
                        + "\"estimated_resolution_time\":\"2026-12-01\",\"assigned_admin\":" + other.id()
                        + ",\"customer\":1,\"messages_count\":7}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Новая"))
                .body("description", is("Описание: Тема"))
                .body("status", is("open"))
                .body("priority", is("low"))
                .body("category", is("billing"))
                .body("tags", contains("а"))
                .body("estimated_resolution_time", is("2026-12-01T00:00:00Z"))
                .body("assigned_admin.id.toLong()", is(other.id()));
        as(agent)
                .body("{\"title\":\"Третья\",\"description\":\"Другое\",\"tags\":[],"
                        + "\"estimated_resolution_time\":null,\"assigned_admin\":null}")
                .put(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Третья"))
                .body("description", is("Другое"))
                .body("priority", is("low"))
                .body("tags", empty())
                .body("estimated_resolution_time", nullValue())
                .body("assigned_admin", nullValue());
    }

    /** Joined by commas the two are the same. */
    @Test
    void change_ofOneTagIntoTwoIsAChange() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        for (List<String> tags : List.of(List.of("а,б"), List.of("а", "б"), List.of("а", "б"), List.<String>of())) {
            as(agent)
                    .body(Map.of("tags", tags))
                    .patch(REQUESTS + id)
                    .then()
                    .statusCode(200)
                    .body("tags", is(tags));
        }
        try (TicketLog log = new TicketLog()) {
            List<String> types =
                    log.records(id, "TicketCreated", "TicketEdited", "TicketEdited", "TicketEdited").stream()
                            .map(told -> TicketLog.header(told, "ce_type"))
                            .toList();
            assertThat(types, contains("TicketCreated", "TicketEdited", "TicketEdited", "TicketEdited"));
        }
    }

    @Test
    void change_ofTheStatusAssignsWhoeverSetsIt() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent)
                .body("{\"status\":\"completed\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("status", is("completed"))
                .body("assigned_admin.id.toLong()", is(agent.id()));
        as(agent)
                .body("{\"status\":\"closed\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("status", is("closed"));
    }

    @Test
    void change_ofTheStatusSetsWhatItsNameSays_whateverShowsAsItAlready() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent).post(REQUESTS + id + "/take").then().statusCode(200);
        for (String status : new String[] {"FROZEN", "WAITING_RESPONSE"}) {
            for (String method : new String[] {"PATCH", "PUT"}) {
                set(id, "status", status);
                as(agent)
                        .body("{\"title\":\"Тема\",\"description\":\"Т\",\"status\":\"in_progress\"}")
                        .request(method, REQUESTS + id)
                        .then()
                        .statusCode(200)
                        .body("status", is("in_progress"));
                assertThat(statusOf(id), is("IN_PROGRESS"));
            }
        }
    }

    @Test
    void change_isForTheResponsibleAndForDirectors() {
        PersonState agent = agent();
        PersonState other = agent();
        PersonState moderator = someone(Role.MODERATOR);
        long id = ticket(user(), "Тема");
        as(other).body("{\"title\":\"Моя\"}").patch(REQUESTS + id).then().statusCode(200);
        as(agent).post(REQUESTS + id + "/take/").then().statusCode(200);
        for (PersonState stranger : List.of(other, moderator)) {
            for (String body : List.of("{\"title\":\"Чужая\"}", "{\"title\":1}", "{\"assigned_admin\":1}", "{")) {
                as(stranger)
                        .body(body)
                        .patch(REQUESTS + id)
                        .then()
                        .statusCode(403)
                        .body(equalTo(FORBIDDEN));
                as(stranger).body(body).put(REQUESTS + id).then().statusCode(403);
            }
        }
        as(agent).body("{\"title\":\"Моя\"}").patch(REQUESTS + id).then().statusCode(200);
        as(admin()).body("{\"title\":\"Любая\"}").patch(REQUESTS + id).then().statusCode(200);
        as(agent).delete(REQUESTS + id).then().statusCode(403).body(equalTo(FORBIDDEN));
        as(admin()).delete(REQUESTS + id).then().statusCode(204);
        as(admin()).get(REQUESTS + id).then().statusCode(404).body(equalTo(NOT_FOUND));
        as(admin()).delete(REQUESTS + id).then().statusCode(404);
    }

    /** The replica has not heard of the new role yet. */
    @Test
    void change_isForWhoeverHasJustBecomeADirector() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent()).post(REQUESTS + id + "/take/").then().statusCode(200);
        as(agent).get(REQUESTS + id).then().statusCode(200);
        as(agent).body("{\"title\":\"Т\"}").patch(REQUESTS + id).then().statusCode(403);
        String token = Cast.all().token(agent);
        assertThat(
                StandInIdentity.knows(Cast.all().changed(agent, Role.ADMIN, false, 1))
                        .role(),
                is(Role.ADMIN));
        Cast.bearer(token)
                .contentType("application/json")
                .body("{\"title\":\"Т\"}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(200)
                .body("title", is("Т"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"new\"}|{\"status\":[\"Недопустимое значение. Возможные значения: open, in_progress, completed, closed\"]}",
                "{\"status\":null}|{\"status\":" + NULL,
                "{\"status\":1}|{\"status\":" + NOT_A_STRING,
                "{\"title\":null}|{\"title\":" + NULL,
                "{\"priority\":\"\"}|{\"priority\":[\"Недопустимое значение. Возможные значения: low, medium, high, urgent\"]}",
                "{\"category\":\"нет\"}|" + NO_CATEGORY,
                "{\"priority\":null}|{\"priority\":" + NULL,
                "{\"category\":null}|{\"category\":" + NULL,
                "{\"tags\":null}|{\"tags\":" + NULL,
                "{\"tags\":[\"\"]}|{\"tags\":" + NULL,
                "{\"estimated_resolution_time\":\"x\"}|{\"estimated_resolution_time\":[\"Неправильный формат даты и времени. Используйте ISO 8601.\"]}",
                "{\"assigned_admin\":\"1\"}|{\"assigned_admin\":" + NOT_A_NUMBER,
                "{\"assigned_admin\":987654}|{\"assigned_admin\":[\"Такого пользователя нет.\"]}",
                "{|" + NO_JSON,
                "[]|" + NO_OBJECT,
            })
    void change_isRefused(String body, String answer) {
        long id = ticket(user(), "Тема");
        as(agent()).body(body).patch(REQUESTS + id).then().statusCode(400).body(equalTo(answer));
        as(agent()).get(REQUESTS + id).then().body("title", is("Тема"));
        as(agent())
                .body(body)
                .patch(REQUESTS + "987654321")
                .then()
                .statusCode(404)
                .body(equalTo(NOT_FOUND));
    }

    @Test
    void change_refusesToAssignACustomer() {
        PersonState customer = user();
        long id = ticket(customer, "Тема");
        as(agent())
                .body("{\"assigned_admin\":" + customer.id() + "}")
                .patch(REQUESTS + id)
                .then()
                .statusCode(400)
                .body(equalTo("{\"assigned_admin\":[\"Пользователь не является администратором.\"]}"));
        as(agent())
                .body("{\"title\":\"Т\"}")
                .put(REQUESTS + id)
                .then()
                .statusCode(400)
                .body(equalTo("{\"description\":[\"Это поле обязательно.\"]}"));
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

    @Test
    void messages_areShownToAllStaff() {
        PersonState customer = Cast.named("Анна", "Иванова");
        PersonState agent = agent();
        long id = ticket(customer, "Тема");
        long first = comment(customer, id, "Вопрос", false);
        Response created = as(agent)
                .body(Map.of("content", "Ответ", "message_type", "file", "is_internal", true))
                .post(REQUESTS + id + "/messages/");
        String second = created.jsonPath().getString("id");
        String at = created.jsonPath().getString("created_at");
        created.then()
                .statusCode(201)
                .body(equalTo("{\"id\":" + second + ",\"request\":" + id + ",\"sender\":" + agent.id()
                        + ",\"sender_type\":\"admin\",\"sender_name\":\"" + agent.username()
                        + "\",\"sender_avatar\":null,\"content\":\"Ответ\",\"message_type\":\"file\","
                        + "\"is_read\":false,\"is_internal\":true,\"created_at\":\"" + at + "\"}"));
        Response list = as(agent).get(REQUESTS + id + "/messages/");
        list.then().statusCode(200).header("X-Total-Count", "2");
        assertThat(
                list.asString(),
                startsWith("[{\"id\":" + first + ",\"request\":" + id + ",\"sender\":" + customer.id()
                        + ",\"sender_type\":\"customer\",\"sender_name\":\"Анна Иванова\",\"sender_avatar\":null,"
                        + "\"content\":\"Вопрос\",\"message_type\":\"text\",\"is_read\":false,\"is_internal\":false,"));
        assertThat(list.asString(), endsWith("," + created.asString() + "]"));
        as(agent()).get(REQUESTS + id + "/messages/").then().body("is_read", contains(true, false));
        as(agent()).get(REQUESTS + id + "/messages/?limit=1").then().body("is_read", contains(true));
        as(agent).get(REQUESTS + id).then().body("messages_count", is(2)).body("last_message_at", is(at));
    }

    @Test
    void messages_areReadWhenTheirPageWasShown() {
        PersonState customer = user();
        long id = ticket(customer, "Тема");
        for (String text : List.of("1", "2", "3")) {
            assertThat(comment(customer, id, text, false) > 0, is(true));
        }
        as(agent()).get(REQUESTS + id + "/messages/?limit=1").then().body("content", contains("1"));
        Response rest = as(agent()).get(REQUESTS + id + "/messages/?limit=2");
        rest.then().body("content", contains("1", "2")).body("is_read", contains(true, false));
        as(agent()).get(REQUESTS + id + "/messages/").then().body("is_read", contains(true, true, false));
    }

    @Test
    void messages_takeTheAuthorsOwnUploads() throws SQLException {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        Upload first = upload(agent);
        Upload second = upload(agent);
        Map<String, Object> body =
                Map.of("content", "Файлы", "attachments", List.of(first.uuid(), second.id(), first.uuid()));
        as(agent()).body(body).post(REQUESTS + id + "/messages/").then().statusCode(400);
        as(agent).body(body).post(REQUESTS + id + "/messages/").then().statusCode(201);
        as(agent)
                .body(body)
                .post(REQUESTS + id + "/messages/")
                .then()
                .statusCode(400)
                .body(equalTo("{\"attachments\":[\"Файл не найден, загружен не вами или уже прикреплён.\"]}"));
        as(agent).get(REQUESTS + id + "/messages/").then().header("X-Total-Count", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|{\"content\":[\"Это поле обязательно.\"]}",
                "{\"content\":\" \"}|{\"content\":" + NULL,
                "{\"content\":1}|{\"content\":" + NOT_A_STRING,
                "{\"content\":\"Т\",\"message_type\":\"system\"}|{\"message_type\":[\"Недопустимое значение. Возможные значения: text, image, file\"]}",
                "{\"content\":\"Т\",\"is_internal\":1}|{\"is_internal\":[\"Значение должно быть true или false.\"]}",
                "{\"content\":\"Т\",\"attachments\":1}|{\"attachments\":[\"Ожидается список.\"]}",
                "{\"content\":\"Т\",\"attachments\":[\"x\"]}|{\"attachments\":[\"Ожидаются числа или UUID.\"]}",
                "{\"content\":\"Т\",\"attachments\":[null]}|{\"attachments\":[\"Ожидаются числа или UUID.\"]}",
                "{\"content\":\"Т\",\"attachments\":[1]}|{\"attachments\":[\"Файл не найден, загружен не вами или уже прикреплён.\"]}",
                "{|" + NO_JSON,
            })
    void message_isRefused(String body, String answer) {
        long id = ticket(user(), "Тема");
        as(agent())
                .body(body)
                .post(REQUESTS + id + "/messages/")
                .then()
                .statusCode(400)
                .body(equalTo(answer));
        as(agent()).get(REQUESTS + id + "/messages/").then().header("X-Total-Count", "0");
        as(agent()).body(body).post(REQUESTS + "987654321/messages/").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "99999999999999999999", "%00", "stats", "987654321"})
    void impossibleId_isNotFound(String id) {
        PersonState admin = admin();
        for (String route : List.of(
                "GET ",
                "PUT ",
                "PATCH ",
                "DELETE ",
                "POST /take",
                "POST /complete",
                "GET /messages/",
                "POST /messages")) {
            String[] words = route.split(" ", 2);
            as(admin)
                    .urlEncodingEnabled(false)
                    .body("{")
                    .request(words[0], REQUESTS + id + words[1])
                    .then()
                    .statusCode(404)
                    .body(equalTo(NOT_FOUND));
        }
    }

    @Test
    void otherServices_getRequestsAndMessagesAsTheyAreShown() {
        PersonState agent = agent();
        long id = ticket(user(), "Тема");
        as(agent).post(REQUESTS + id + "/take").then().statusCode(200);
        String request = as(agent).get(REQUESTS + id).asString();
        String message = as(agent()).get(REQUESTS + id + "/messages").jsonPath().getString("[0].id");
        String token = ConfigProvider.getConfig().getValue("otklik.people.internal-token", String.class);
        given().header("X-Otklik-Internal", token)
                .get("/internal/requests/" + id)
                .then()
                .statusCode(200)
                .body(equalTo(request));
        given().header("X-Otklik-Internal", token)
                .get("/internal/requests/messages/" + message)
                .then()
                .statusCode(200)
                .body("id", is(Integer.valueOf(message)))
                .body("request.toLong()", is(id))
                .body("message_type", is("system"))
                .body("is_read", is(true));
        for (String path : List.of("987654321", "messages/987654321", "x")) {
            given().header("X-Otklik-Internal", token)
                    .get("/internal/requests/" + path)
                    .then()
                    .statusCode(404);
        }
        as(agent).get("/internal/requests/" + id).then().statusCode(401);
        as(agent).get("/internal/requests/messages/" + message).then().statusCode(401);
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static String statusOf(long id) {
        try (Connection database = Cast.database();
                PreparedStatement query = database.prepareStatement("select status from ticket where id = ?")) {
            query.setLong(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void set(long id, String column, String value) {
        try (Connection database = Cast.database();
                PreparedStatement update =
                        database.prepareStatement("update ticket set " + column + " = ? where id = ?")) {
            update.setString(1, value);
            update.setLong(2, id);
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A file that is not attached yet, as other contracts leave it. */
    private static Upload upload(PersonState uploader) throws SQLException {
        UUID uuid = UUID.randomUUID();
        try (Connection database = Cast.database();
                PreparedStatement insert = database.prepareStatement("""
                        insert into attachment (uuid, uploader_id, filename, content_type, size, sha256, created_at)
                        values (?, ?, 'a.txt', 'text/plain', 1, decode(repeat('00', 32), 'hex'), now())
                        returning id""")) {
            insert.setObject(1, uuid);
            insert.setLong(2, uploader.id());
            try (var rows = insert.executeQuery()) {
                rows.next();
                return new Upload(rows.getLong(1), uuid);
            }
        }
    }

    private record Upload(long id, UUID uuid) {}
}
