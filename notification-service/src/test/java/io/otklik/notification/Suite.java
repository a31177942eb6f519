package io.otklik.notification;

import static org.awaitility.Awaitility.await;

import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.people.People;
import io.otklik.people.TestPeople;
import io.otklik.standalone.RealParts;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The neighbours of the service under test: people, tickets, the database. One for all test classes. */
public final class Suite {

    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static Suite suite;

    public final TestPeople people = new TestPeople(
            RealParts.jdbcUrl(), RealParts.username(), RealParts.password(), RealParts.bootstrapServers());
    public final TestTickets tickets = new TestTickets(RealParts.bootstrapServers());

    private Suite() {}

    public static synchronized Suite get() {
        if (suite == null) {
            suite = new Suite();
            await().atMost(LIMIT.multipliedBy(2)).until(Suite::isReady);
        }
        return suite;
    }

    private static boolean isReady() {
        return io.restassured.RestAssured.get("/q/health/ready").statusCode() == 200;
    }

    /** A person of the role whom the service knows. */
    public PersonState person(Role role) {
        PersonState person = people.someone(role);
        publish(person);
        return person;
    }

    /** Publishes the state; returns when the service knows it. */
    public void publish(PersonState person) {
        people.publish(person);
        People replica = CDI.current().select(People.class).get();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> replica.known(person.id())
                .filter(known -> known.revision() >= person.revision())
                .isPresent());
    }

    public String bearer(PersonState person) {
        return "Bearer " + people.token(person);
    }

    /** The first column of the rows. */
    public static List<String> query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static void update(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            int unused = statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(RealParts.jdbcUrl(), RealParts.username(), RealParts.password());
    }
}
