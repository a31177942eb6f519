package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the event of a Kafka record. */
final class EventRecord {

    private EventRecord() {}

    /** Empty when the type is not known here: the writer is newer. */
    static Optional<Event> read(ConsumerRecord<byte[], byte[]> record) throws UndecodableRecord {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || type.value() == null) {
            throw new UndecodableRecord("no ce_type", null);
        }
        if (record.value() == null) {
            throw new UndecodableRecord("no value", null);
        }
        try {
            return EventJson.read(new String(type.value(), StandardCharsets.UTF_8), record.value());
        } catch (IOException notSuchAnEvent) {
            // The message may quote the value, which belongs into no log and no header.
            throw new UndecodableRecord(
                    "not decodable: " + notSuchAnEvent.getClass().getSimpleName(), notSuchAnEvent);
        }
    }

    /** For logs. */
    static String name(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}
