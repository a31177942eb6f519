package io.otklik.acceptance;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The suite's databases, for what no client of the suite can see. */
final class Database {

    private Database() {}

    /** A connection of the superuser's. */
    static Connection open(String name) throws SQLException {
        Suite suite = Suite.running();
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(suite.data().resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + suite.port("OTKLIK_POSTGRES_PORT") + "/" + name,
                "postgres",
                secrets.getProperty("postgres.password"));
    }

    /** The number that the query answers. */
    static long number(String name, String query) {
        try (Connection connection = open(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
