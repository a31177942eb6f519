package io.otklik.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RealPartsTest {
    @BeforeAll
    static void start() {
        RealParts.ensureStarted();
    }

    @Test
    void start_eachTimeGivesAnEmptyDatabase() throws SQLException {
        String first = new RealParts().start().get("quarkus.datasource.jdbc.url");
        execute(first, "create table kept (id int)");

        Map<String, String> again = new RealParts().start();

        assertNotEquals(first, again.get("quarkus.datasource.jdbc.url"));
        execute(again.get("quarkus.datasource.jdbc.url"), "create table kept (id int)");
        assertEquals(again.get("quarkus.datasource.jdbc.url"), RealParts.jdbcUrl());
    }

    @Test
    void postgres_stoppedAndStartedKeepsItsRows() throws SQLException {
        String url = RealParts.newDatabase();
        execute(url, "create table kept as select 7 as id");

        RealParts.postgres().stop();
        assertFalse(connects(url));
        RealParts.postgres().start();

        assertEquals(7, number(url, "select id from kept"));
    }

    @Test
    void postgres_killedAmidALongQueryStartsAgain() throws Exception {
        String url = RealParts.newDatabase();
        execute(url, "create table kept as select 7 as id");
        // busy computing, it does not notice that its postmaster is gone
        var query = CompletableFuture.runAsync(() -> assertThrows(
                SQLException.class,
                () -> number(url, "select count(*) from generate_series(1, 100000) a, generate_series(1, 1000000) b")));
        assertTrue(Deadline.in(Duration.ofSeconds(20)).reached(() -> busy(url)));

        TestSuite.ofThisJvm().part(Part.POSTGRES).kill();
        RealParts.postgres().start();

        assertEquals(7, number(url, "select id from kept"));
        query.get(20, TimeUnit.SECONDS);
    }

    @Test
    void postgres_comparesCyrillicWithoutCase() throws SQLException {
        assertEquals(1, number(RealParts.newDatabase(), "select ('Ёлка' ilike 'ёЛКА')::int"));
    }

    @Test
    void kafka_stoppedAndStartedKeepsItsRecords() throws Exception {
        Map<String, Object> client = Map.of("bootstrap.servers", RealParts.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get(20, TimeUnit.SECONDS);
        }

        RealParts.kafka().stop();
        assertFalse(RealParts.kafka().running());
        RealParts.kafka().start();

        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecord<String, String> record =
                    consumer.poll(Duration.ofSeconds(20)).iterator().next();
            assertEquals("value", record.value());
        }
    }

    @Test
    void mail_isFoundUnderItsAddressInAnyCase() throws Exception {
        assertEquals(List.of(), RealParts.mail().messages("Nobody@Example.com"));

        send("Anna@Example.com", "Привет");
        send("anna@example.com", "ещё раз");

        List<RealMail.Received> received = RealParts.mail().await("anna@EXAMPLE.com", 2, Duration.ofSeconds(5));
        assertEquals(
                List.of("Привет", "ещё раз"),
                received.stream().map(RealMail.Received::subject).toList());
        assertEquals("Здравствуйте", received.get(0).text().strip());
    }

    private static void send(String to, String subject) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "localhost");
        properties.setProperty(
                "mail.smtp.port", Integer.toString(RealParts.mail().smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("desk@example.com");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setText("Здравствуйте", StandardCharsets.UTF_8.name());
        Transport.send(message);
    }

    private static boolean busy(String url) {
        try {
            return number(url, "select count(*)::int from pg_stat_activity where query like '%generate_series%'") > 1;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean connects(String url) {
        try (Connection connection = connect(url)) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            return false;
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, RealParts.username(), RealParts.password());
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(String url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }
}
