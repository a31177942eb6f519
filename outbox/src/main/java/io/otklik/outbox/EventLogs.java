package io.otklik.outbox;

import io.otklik.events.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Topics as they lie in Kafka, to be read once more from their start. */
@ApplicationScoped
public class EventLogs {

    private final KafkaClients clients;

    EventLogs(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Hands over all events of the topic up to its end at this moment, of each partition in their order; each batch when {@code take}
     * is done with the one before. Emits how many there were. Fails when Kafka is away or the topic is not there.
     */
    public Uni<Long> read(Topic topic, Function<List<LoggedEvent>, Uni<Void>> take) {
        return onWorker(() -> new EventLog(clients.reader("log"), topic))
                .chain(log -> read(log, take).eventually(() -> onWorker(() -> closed(log))));
    }

    private static Uni<Long> read(EventLog log, Function<List<LoggedEvent>, Uni<Void>> take) {
        return Multi.createBy()
                .repeating()
                .uni(() -> onWorker(log::next))
                .until(List::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(events -> take.apply(events).replaceWith((long) events.size()))
                .collect()
                .in(() -> new long[1], (sum, events) -> sum[0] += events)
                .map(sum -> sum[0]);
    }

    private static EventLog closed(EventLog log) {
        log.close();
        return log;
    }

    private static <T> Uni<T> onWorker(Supplier<T> blocking) {
        return Uni.createFrom().item(blocking).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
