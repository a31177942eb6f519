package io.otklik.outbox;

import io.otklik.events.Topic;
import jakarta.enterprise.context.ApplicationScoped;

/** Topics as they lie in Kafka, to be read once more from their start. */
@ApplicationScoped
public class EventLogs {

    private final KafkaClients clients;

    EventLogs(KafkaClients clients) {
        this.clients = clients;
    }

    /** The topic up to its end at this moment. Blocks; fails when Kafka is away or the topic is not there. Close it. */
    public EventLog open(Topic topic) {
        return new EventLog(clients.reader("log"), topic);
    }
}
