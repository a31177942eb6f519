package io.otklik.outbox;

import io.otklik.events.Event;
import io.otklik.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Events as they happen, for what lives no longer than the process: each replica gets all of them from the moment it is
 * positioned, there is no consumer group and nothing is committed. When Kafka was away they go on where they stopped.
 */
@ApplicationScoped
public class LiveStreams {

    private final KafkaClients clients;
    private final List<LiveStream> streams = new CopyOnWriteArrayList<>();

    LiveStreams(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Gives what happens from now on to {@code follower}, some events at a time and the next ones when its Uni is done; those of a
     * key are in their order. One follower does not wait for another.
     *
     * @param name of the follower, in logs and client ids
     * @param listening whether anybody wants to know now; what happens while not is passed over unread
     * @param follower called on a thread of its own, which waits for it
     */
    public void follow(
            String name, Set<Topic> topics, BooleanSupplier listening, Function<List<Event>, Uni<Void>> follower) {
        LiveStream stream = new LiveStream(name, topics, listening, follower, clients);
        streams.add(stream);
        stream.start();
    }

    /** Whether each follower has its place: whatever is published from then on comes to it. Once true it stays so. */
    public boolean arePositioned() {
        return streams.stream().allMatch(LiveStream::isPositioned);
    }

    void stop(@Observes ShutdownEvent event) {
        streams.forEach(LiveStream::stop);
    }
}
