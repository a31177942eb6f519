package io.otklik.standalone;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Real PostgreSQL, Kafka and mail for tests, in processes of their own, started once per JVM and gone with it, however
 * it ends. Each start of a Quarkus application gets an empty database; topics and mail are shared.
 *
 * <p>{@code @QuarkusTestResource(RealParts.class)} gives them to a service's test. A plain test calls
 * {@link #ensureStarted()} and asks for the addresses.
 */
public final class RealParts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestSuite suite = TestSuite.ofThisJvm();
        String database = suite.freshDatabase();
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://" + database,
                "quarkus.datasource.reactive.url",
                "postgresql://" + database,
                "quarkus.datasource.username",
                LocalPostgres.OWNER,
                "quarkus.datasource.password",
                suite.secrets().databasePassword(),
                "kafka.bootstrap.servers",
                bootstrapServers(),
                "otklik.mail.smtp.host",
                "localhost",
                "otklik.mail.smtp.port",
                Integer.toString(suite.port(Port.SMTP)),
                "quarkus.devservices.enabled",
                "false");
    }

    /** Nothing: the parts go on for the next application in this JVM. */
    @Override
    public void stop() {}

    /** Returns when all three answer and there is a database; at once when they do already. */
    public static void ensureStarted() {
        if (jdbcUrl().isEmpty()) {
            throw new IllegalStateException("there is no database");
        }
    }

    /** Of the database that was made last: the running application's, or that of {@link #newDatabase()}. */
    public static String jdbcUrl() {
        return "jdbc:postgresql://" + TestSuite.ofThisJvm().database();
    }

    /** Empty, and from now on what {@link #jdbcUrl()} says; a running application keeps its own. */
    public static String newDatabase() {
        return "jdbc:postgresql://" + TestSuite.ofThisJvm().freshDatabase();
    }

    public static String username() {
        return LocalPostgres.OWNER;
    }

    public static String password() {
        return TestSuite.ofThisJvm().secrets().databasePassword();
    }

    public static String bootstrapServers() {
        return "localhost:" + TestSuite.ofThisJvm().port(Port.KAFKA);
    }

    public static RealPart postgres() {
        return TestSuite.ofThisJvm().part(Part.POSTGRES);
    }

    public static RealPart kafka() {
        return TestSuite.ofThisJvm().part(Part.KAFKA);
    }

    public static RealMail mail() {
        TestSuite suite = TestSuite.ofThisJvm();
        return new RealMail(suite.port(Port.SMTP), suite.port(Port.IMAP), suite.part(Part.MAIL));
    }
}
