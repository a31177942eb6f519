package io.otklik.people;

import io.otklik.events.Claims;
import io.otklik.events.EventJson;
import io.otklik.events.PersonChanged;
import io.otklik.events.PersonState;
import io.otklik.events.Role;
import io.otklik.events.Topic;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Identity's part in the test of another service: people on the real otklik.people, and tokens signed with a key that
 * the service finds in its database. One per test class; needs the migrated database and a running Kafka.
 */
public final class TestPeople implements AutoCloseable {

    private static final KeyPair KEYS = generate();
    private static final String KEY_ID = "test-" + UUID.randomUUID();
    private static final AtomicLong NEXT_ID = new AtomicLong(System.currentTimeMillis());

    private final KafkaProducer<String, String> producer;

    public TestPeople(String jdbcUrl, String username, String password, String bootstrapServers) {
        storeKey(jdbcUrl, username, password);
        createTopic(bootstrapServers);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new StringSerializer(),
                new StringSerializer());
    }

    /** A new person with the role, known to nobody but the token's reader until {@link #publish}. */
    public PersonState someone(Role role) {
        long id = NEXT_ID.incrementAndGet();
        String username = role.name().toLowerCase(java.util.Locale.ROOT) + id;
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new PersonState(
                id,
                UUID.randomUUID(),
                1,
                username,
                username + "@example.com",
                null,
                null,
                null,
                role,
                false,
                1,
                role.isStaff() ? now : null,
                now);
    }

    /** A new person with the role, published on otklik.people. */
    public PersonState published(Role role) {
        PersonState person = someone(role);
        publish(person);
        return person;
    }

    /** The same person with another role, block and token version, one revision later; not yet published. */
    public PersonState changed(PersonState person, Role role, boolean blocked, int tokenVersion) {
        return new PersonState(
                person.id(),
                person.uuid(),
                person.revision() + 1,
                person.username(),
                person.email(),
                person.firstName(),
                person.lastName(),
                person.telegramId(),
                role,
                blocked,
                tokenVersion,
                role.isStaff() ? Instant.now() : null,
                person.createdAt());
    }

    /** Publishes the state on otklik.people; returns when Kafka has it. */
    public void publish(PersonState person) {
        PersonChanged event = new PersonChanged(UUID.randomUUID(), person, Instant.now());
        ProducerRecord<String, String> record =
                new ProducerRecord<>(Topic.PEOPLE.topicName(), event.key(), EventJson.write(event));
        record.headers()
                .add("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8))
                .add("ce_id", event.eventId().toString().getBytes(StandardCharsets.UTF_8))
                .add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** An access token of the person, valid for ten minutes. */
    public String token(PersonState person) {
        return token(person, Claims.ACCESS, Duration.ofMinutes(10));
    }

    /** A token of the given type that ends after {@code life}, which may be negative. */
    public String token(PersonState person, String type, Duration life) {
        Instant now = Instant.now();
        return Jwt.issuer(Claims.ISSUER)
                .subject(Long.toString(person.id()))
                .upn(person.username())
                .claim(Claims.TYPE, type)
                .claim(Claims.VERSION, person.tokenVersion())
                .claim(Claims.SESSION, UUID.randomUUID().toString())
                .claim(Claims.PERSON, EventJson.writePerson(person))
                .issuedAt(now.minus(Duration.ofHours(1)))
                .expiresAt(now.plus(life))
                .jws()
                .keyId(KEY_ID)
                .sign((PrivateKey) KEYS.getPrivate());
    }

    @Override
    public void close() {
        producer.close();
    }

    private static void storeKey(String jdbcUrl, String username, String password) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into token_key (kid, jwk) values (?, ?) on conflict (kid) do nothing")) {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(KEYS.getPublic());
            jwk.setKeyId(KEY_ID);
            insert.setString(1, KEY_ID);
            insert.setString(2, new JsonObject(jwk.toJson()).encode());
            insert.executeUpdate();
        } catch (SQLException | JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void createTopic(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            NewTopic topic = new NewTopic(Topic.PEOPLE.topicName(), Topic.PEOPLE.partitions(), (short) 1)
                    .configs(Topic.PEOPLE.settings());
            admin.createTopics(java.util.List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(failed);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
