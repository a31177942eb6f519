package io.otklik.ticket;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.TestPeople;
import io.otklik.standalone.RealParts;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** People to act in tests, and what they do over techsupport. Each call of a role makes another person. */
final class Cast {

    static final String TICKETS = "/api/v1/tickets/";
    static final String SUPPORT = "/api/v1/support/tickets/";

    /** The seeded categories' ids: technical and billing. */
    static final long TECHNICAL = 1;

    static final long BILLING = 2;

    private static final TestPeople PEOPLE = people();

    private Cast() {}

    static TestPeople all() {
        return PEOPLE;
    }

    static PersonState user() {
        return someone(Role.USER);
    }

    static PersonState agent() {
        return someone(Role.SUPPORT);
    }

    static PersonState admin() {
        return someone(Role.ADMIN);
    }

    static PersonState someone(Role role) {
        return StandInIdentity.knows(PEOPLE.someone(role));
    }

    /** A user who has told his names. */
    static PersonState named(String firstName, String lastName) {
        PersonState nameless = PEOPLE.someone(Role.USER);
        return StandInIdentity.knows(new PersonState(
                nameless.id(),
                nameless.uuid(),
                nameless.revision(),
                nameless.username(),
                nameless.email(),
                firstName,
                lastName,
                null,
                Role.USER,
                false,
                1,
                null,
                nameless.createdAt()));
    }

    /** A JSON request of the person. */
    static RequestSpecification as(PersonState person) {
        return bearer(PEOPLE.token(person)).contentType(ContentType.JSON);
    }

    static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** The address goes out as it is written, so that also {@code %00} arrives. */
    static void refused(PersonState reader, String address, String answer) {
        as(reader).urlEncodingEnabled(false).get(address).then().statusCode(400).body(equalTo(answer));
    }

    /** Files a ticket; its id. */
    static long ticket(PersonState requester, String subject) {
        return ticket(requester, subject, TECHNICAL);
    }

    static long ticket(PersonState requester, String subject, long category) {
        Response created = as(requester)
                .body(Map.of("subject", subject, "category", category, "description", "Описание: " + subject))
                .post(TICKETS);
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    /** Comments; the comment's id. */
    static long comment(PersonState author, long ticket, String text, boolean internal) {
        Response created =
                as(author).body(Map.of("text", text, "is_internal", internal)).post(TICKETS + ticket + "/comments/");
        return created.then().statusCode(201).extract().jsonPath().getLong("id");
    }

    static Response assign(PersonState by, long ticket, long agent) {
        return as(by).body(Map.of("assigned_to", agent)).patch(SUPPORT + ticket + "/assign/");
    }

    static Response setStatus(PersonState by, long ticket, String status) {
        return as(by).body(Map.of("status", status)).patch(SUPPORT + ticket + "/status/");
    }

    /** As the table has it; contracts show some of them alike. */
    static String statusOf(long id) {
        try (Connection connection = database();
                PreparedStatement query = connection.prepareStatement("select status from ticket where id = ?")) {
            query.setLong(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Past the service, as another replica would; from any thread, also of one that does not see the test's configuration. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection(RealParts.jdbcUrl(), RealParts.username(), RealParts.password());
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
