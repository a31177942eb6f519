package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looks at the database, and writes to it, past the code under test. */
@Singleton
class Database {

    private final String url;
    private final String user;
    private final String password;

    Database(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    void append(Connection connection, Event event) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into outbox"
                + " (id, aggregatetype, aggregateid, type, payload) values (?, 'tickets', ?, ?, ?::jsonb)")) {
            insert.setObject(1, event.eventId());
            insert.setString(2, event.key());
            insert.setString(3, event.type());
            insert.setString(4, EventJson.write(event));
            insert.executeUpdate();
        }
    }

    void append(Event... events) throws SQLException {
        try (Connection connection = connect()) {
            for (Event event : events) {
                append(connection, event);
            }
        }
    }

    /** The events whose effects are there, in the order of application. */
    List<UUID> applied(long ticketId) throws SQLException {
        return uuids("select event_id from applied where ticket_id = " + ticketId + " order by position");
    }

    List<UUID> outbox() throws SQLException {
        return uuids("select id from outbox order by seq");
    }

    long count(String fromAndWhere) throws SQLException {
        try (Connection connection = connect();
                ResultSet result = connection.createStatement().executeQuery("select count(*) " + fromAndWhere)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Ends the connection of the relay that is active, as a network that breaks does. */
    void killActiveRelay() throws SQLException {
        try (Connection connection = connect();
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)"
                                + " where locktype = 'advisory' and datname = current_database()"
                                + " and application_name = 'otklik-relay'")) {
            if (!result.next()) {
                throw new IllegalStateException("No relay is active");
            }
        }
    }

    private List<UUID> uuids(String query) throws SQLException {
        List<UUID> found = new ArrayList<>();
        try (Connection connection = connect();
                ResultSet result = connection.createStatement().executeQuery(query)) {
            while (result.next()) {
                found.add(result.getObject(1, UUID.class));
            }
        }
        return found;
    }
}
