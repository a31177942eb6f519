package io.otklik.admin.api.requests;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.TestPeople;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** People to act in tests, and what they do over requests. Each call of a role makes another person. */
public final class Office {

    static final String CHATS = "/api/admin/chats/";
    static final String COMMUNICATIONS = "/api/admin/communications/";
    static final String NOT_FOUND = "{\"detail\":\"Не найдено.\"}";
    static final String FORBIDDEN = "{\"detail\":\"У вас недостаточно прав для выполнения данного действия.\"}";

    private static final TestPeople PEOPLE = people();

    private Office() {}

    public static PersonState agent() {
        return someone(Role.SUPPORT);
    }

    static PersonState director() {
        return someone(Role.ADMIN);
    }

    public static PersonState someone(Role role) {
        return StandIns.knows(PEOPLE.someone(role));
    }

    /** Known to nobody, not even to his owner. */
    static PersonState stranger() {
        return PEOPLE.someone(Role.SUPPORT);
    }

    static PersonState changed(PersonState person, Role role, boolean blocked) {
        return StandIns.knows(PEOPLE.changed(person, role, blocked, person.tokenVersion()));
    }

    /** A JSON request of the person. */
    public static RequestSpecification as(PersonState person) {
        return given().header("Authorization", "Bearer " + PEOPLE.token(person)).contentType(ContentType.JSON);
    }

    /** Another service's. */
    static RequestSpecification service() {
        return given().header("X-Otklik-Internal", "local-internal-token").contentType(ContentType.JSON);
    }

    /** The id of a new chat. */
    static long chat(String type, PersonState creator, PersonState... others) {
        List<Long> ids = Arrays.stream(others).map(PersonState::id).toList();
        return as(creator)
                .body(Map.of("name", "Чат", "chat_type", type, "participants", ids))
                .post(CHATS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    /** The id of a new message. */
    static long say(PersonState sender, long chat, String content) {
        return as(sender)
                .body(Map.of("content", content))
                .post(CHATS + chat + "/messages/")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    static void unread(PersonState reader, long chat, int count) {
        as(reader).get(CHATS + chat).then().body("unread_count", is(count));
        as(reader).get(CHATS).then().body("results.find { it.id == " + chat + " }.unread_count", is(count));
    }

    static ValidatableResponse messages(PersonState reader, long chat) {
        return as(reader).get(CHATS + chat + "/messages/").then().statusCode(200);
    }

    /** The person as the contract shows him. */
    static String shown(PersonState person) {
        return "{\"id\":%d,\"username\":\"%2$s\",\"first_name\":\"%2$s\",\"last_name\":\"\",\"email\":\"%3$s\",\"avatar\":null}"
                .formatted(person.id(), person.username(), person.email());
    }

    static String shown(List<PersonState> people) {
        return people.stream().map(Office::shown).collect(Collectors.joining(",", "[", "]"));
    }

    private static TestPeople people() {
        Config config = ConfigProvider.getConfig();
        return new TestPeople(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class),
                config.getValue("kafka.bootstrap.servers", String.class));
    }
}
