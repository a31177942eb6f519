package io.otklik.outbox;

import io.otklik.events.Topic;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the module's own Kafka clients from {@code kafka.*} (addresses, TLS, SASL) and settings that the module needs. */
@Singleton
class KafkaClients {

    private static final String LOCAL = "localhost:9092";

    private final Map<String, Object> broker;
    private final String service;

    KafkaClients(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "quarkus.application.name", defaultValue = "otklik") String service) {
        this.broker = broker;
        this.service = service;
    }

    String service() {
        return service;
    }

    /**
     * A producer that keeps the order of a key and gives up on a record after 10 s.
     *
     * @param purpose part of the client id
     */
    Producer<byte[], byte[]> producer(String purpose) {
        return new KafkaProducer<>(producerSettings(purpose), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A producer as {@link #producer}, of transactions: of all with the purpose in replicas of this service, Kafka takes records
     * from the one alone that was last to call initTransactions.
     */
    Producer<byte[], byte[]> onlyProducer(String purpose) {
        Map<String, Object> settings = producerSettings(purpose);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.get(CommonClientConfigs.CLIENT_ID_CONFIG));
        // What a crash leaves open, readers of committed records wait for.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> producerSettings(String purpose) {
        Map<String, Object> settings = settings(ProducerConfig.configNames(), purpose);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more, a new producer's second request may overtake its first: a broker that knows nothing of a producer
        // takes
        // any sequence number to begin with, and one that has just started may refuse the first and then take the
        // second.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }

    /**
     * A consumer of no group, which commits nothing, creates no topic, and starts at the end where it is not told to start.
     *
     * @param purpose part of the client id
     */
    Consumer<byte[], byte[]> consumer(String purpose) {
        return new KafkaConsumer<>(consumerSettings(purpose), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Like {@link #consumer}, for single records: at the end of a partition it is soon free to read at the next place. */
    Consumer<byte[], byte[]> picker(String purpose) {
        Map<String, Object> settings = consumerSettings(purpose);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Like {@link #consumer}; it may also ask how far the service's group has come, which it does not join. */
    Consumer<byte[], byte[]> reader(String purpose) {
        Map<String, Object> settings = consumerSettings(purpose);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, service);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> consumerSettings(String purpose) {
        Map<String, Object> settings = settings(ConsumerConfig.configNames(), purpose);
        // Quarkus puts the application's name here.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    Admin admin() {
        Map<String, Object> settings = settings(AdminClientConfig.configNames(), "topics");
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return Admin.create(settings);
    }

    private Map<String, Object> settings(Set<String> known, String purpose) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(known);
        settings.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, LOCAL);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "otklik-" + purpose + "-" + service);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        return settings;
    }
}
