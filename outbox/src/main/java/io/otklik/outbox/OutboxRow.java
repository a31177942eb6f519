package io.otklik.outbox;

import io.otklik.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A committed event that is not yet known to be in Kafka.
 *
 * @param aggregateType the topic's name without {@link #TOPIC_PREFIX}
 * @param payload the event as JSON
 * @param at the event's time as the payload has it (ISO 8601, UTC)
 */
record OutboxRow(long seq, UUID id, String aggregateType, String aggregateId, String type, String payload, String at) {

    /** With it, {@code aggregatetype} is the topic's name, for us as for Debezium's router. */
    static final String TOPIC_PREFIX = "otklik.";

    /** Rows with the same are published in the order of seq. */
    record OrderKey(String aggregateType, String aggregateId) {}

    OrderKey orderKey() {
        return new OrderKey(aggregateType, aggregateId);
    }

    /** The row as a JSON CloudEvent 1.0 in binary mode. */
    ProducerRecord<byte[], byte[]> record(String service) {
        List<Header> headers = new ArrayList<>(7);
        headers.add(header("ce_specversion", "1.0"));
        headers.add(header("ce_id", id.toString()));
        headers.add(header("ce_type", type));
        headers.add(header("ce_source", EventJson.SOURCE_PREFIX + service));
        headers.add(header("ce_time", at));
        headers.add(header("ce_subject", aggregateId));
        headers.add(header("content-type", "application/json"));
        return new ProducerRecord<>(TOPIC_PREFIX + aggregateType, null, bytes(aggregateId), bytes(payload), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
