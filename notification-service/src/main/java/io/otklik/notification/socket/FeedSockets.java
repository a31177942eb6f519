package io.otklik.notification.socket;

import io.otklik.events.PersonState;
import io.otklik.notification.feed.Feed;
import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.feed.FeedTail;
import io.otklik.notification.feed.Notification;
import io.otklik.people.People;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The sockets that get notifications: indexed by person, and those of agents for the channel {@code support}. */
@ApplicationScoped
public class FeedSockets {

    private static final Logger LOG = Logger.getLogger(FeedSockets.class);

    private final Map<Long, Set<FeedStream>> byPerson = new ConcurrentHashMap<>();
    private final Set<FeedStream> ofAgents = ConcurrentHashMap.newKeySet();
    private final Feed feed;
    private final FeedTail tail;
    private final People people;
    private final FeedFrames frames;

    FeedSockets(Feed feed, FeedTail tail, People people, FeedFrames frames) {
        this.feed = feed;
        this.tail = tail;
        this.people = people;
        this.frames = frames;
    }

    void start(@Observes StartupEvent event) {
        tail.follow(this::deliver);
    }

    /**
     * Lets the socket follow the feed. A socket that fails to replay is closed.
     *
     * @param after every notification with a greater id comes. An id that was not given yet counts as the last one that was.
     */
    public void follow(OpenSocket socket, FeedScope scope, long after) {
        PersonState admitted = socket.admitted().person();
        FeedStream stream = new FeedStream(
                socket, scope, frames, () -> people.known(admitted.id()).orElse(admitted));
        add(stream);
        run(stream, start(after).chain(from -> stream.replay(feed, from)));
    }

    private static void run(FeedStream stream, Uni<Void> replay) {
        replay.subscribe().with(done -> {}, failure -> {
            LOG.debugf("%s cannot replay: %s", stream.socket(), failure.getMessage());
            stream.socket().close(CloseCode.FAILED);
        });
    }

    /** Another replica may have shown more than this one's tail has seen: what is committed counts. */
    private Uni<Long> start(long after) {
        return after <= tail.head()
                ? Uni.createFrom().item(after)
                : tail.committed().map(last -> Math.min(after, last));
    }

    private void add(FeedStream stream) {
        byPerson.compute(stream.socket().personId(), (id, streams) -> {
            Set<FeedStream> more = streams == null ? ConcurrentHashMap.newKeySet(2) : streams;
            more.add(stream);
            return more;
        });
        place(stream, stream.person());
    }

    /** Lets the socket go. */
    public void leave(OpenSocket socket) {
        byPerson.computeIfPresent(socket.personId(), (id, streams) -> without(socket, streams));
    }

    private Set<FeedStream> without(OpenSocket socket, Set<FeedStream> streams) {
        for (FeedStream stream : streams) {
            if (stream.socket() == socket) {
                streams.remove(stream);
                ofAgents.remove(stream);
            }
        }
        return streams.isEmpty() ? null : streams;
    }

    void personChanged(@Observes PersonState person) {
        byPerson.getOrDefault(person.id(), Set.of()).forEach(stream -> place(stream, person));
    }

    private void place(FeedStream stream, PersonState person) {
        if (person.role().isStaff() && stream.socket().isOpen()) {
            ofAgents.add(stream);
            run(stream, stream.catchUp(feed)); // from here on it misses nothing; before, it may have
        } else {
            ofAgents.remove(stream);
        }
    }

    private void deliver(List<Notification> news) {
        for (Notification notification : news) {
            SharedFrame frame = new SharedFrame(notification, frames);
            if (notification.isForSupport()) {
                toAgents(frame);
            } else {
                toPerson(frame);
            }
        }
    }

    private void toAgents(SharedFrame frame) {
        for (FeedStream stream : ofAgents) {
            if (frame.notification().isFor(stream.person())) {
                stream.offer(frame);
            }
        }
    }

    private void toPerson(SharedFrame frame) {
        for (FeedStream stream : byPerson.getOrDefault(frame.notification().personId(), Set.of())) {
            if (stream.scope() == FeedScope.EVERYTHING) {
                stream.offer(frame);
            }
        }
    }
}
