package io.otklik.notification.worklist;

import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.TicketAssigned;
import io.otklik.events.TicketCreated;
import io.otklik.events.TicketEdited;
import io.otklik.events.TicketEvent;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Topic;
import io.otklik.notification.neighbour.Neighbours;
import io.otklik.notification.socket.CloseCode;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.outbox.LiveStreams;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The sockets of agents that hear of every ticket, with the ticket or the message itself, which ticket-service is asked for
 * while anybody listens. When it cannot tell, they close: who connects again knows that he has missed something.
 */
@ApplicationScoped
public class Worklist {

    private static final Logger LOG = Logger.getLogger(Worklist.class);
    private static final int AT_ONCE = 8;
    private static final int REMEMBERED = 1000;
    private static final int RETRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Set<OpenSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Act> shown = Collections.newSetFromMap(new LastOnes<>()); // the live stream's
    private final LiveStreams live;
    private final Neighbours neighbours;
    private final WorklistFrames frames;

    Worklist(LiveStreams live, Neighbours neighbours, WorklistFrames frames) {
        this.live = live;
        this.neighbours = neighbours;
        this.frames = frames;
    }

    void start(@Observes StartupEvent event) {
        live.follow("worklist", Set.of(Topic.TICKETS), () -> !sockets.isEmpty(), this::tell);
    }

    public void enter(OpenSocket socket) {
        sockets.add(socket);
    }

    public void leave(OpenSocket socket) {
        sockets.remove(socket);
    }

    private Uni<Void> tell(List<Event> events) {
        List<Event> unseen = events.stream().filter(this::isUnseen).toList();
        return Uni.createFrom()
                .deferred(() -> written(unseen))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(RETRIES)
                .invoke(news -> news.forEach(this::send))
                .onFailure()
                .invoke(this::giveUp)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /**
     * One act may change several things, each with an event of its own and all with one time. The first shows the ticket as the
     * whole act left it, since it was committed at once; the others would show the same again.
     */
    private boolean isUnseen(Event event) {
        return news(event) != News.UPDATED
                || shown.add(new Act(((TicketEvent) event).ticket().id(), event.at()));
    }

    private void send(Optional<String> frame) {
        frame.ifPresent(text -> sockets.forEach(socket -> socket.send(text)));
    }

    private void giveUp(Throwable failure) {
        LOG.warnf("Tickets cannot be shown, %d sockets close: %s", sockets.size(), failure.getMessage());
        sockets.forEach(socket -> socket.close(CloseCode.FAILED));
    }

    /** The frames in the order of the events, empty for what is gone meanwhile. What several events tell of is asked for once. */
    private Uni<List<Optional<String>>> written(List<Event> events) {
        Map<String, Uni<Optional<String>>> asked = new HashMap<>();
        List<Uni<Optional<String>>> written = new ArrayList<>(events.size());
        for (Event event : events) {
            News news = news(event);
            if (news != null) {
                written.add(asked.computeIfAbsent(path((TicketEvent) event), this::data)
                        .map(data -> data.map(json -> frames.frame(news, json))));
            }
        }
        return written.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(written).usingConcurrencyOf(AT_ONCE).andFailFast();
    }

    private Uni<Optional<String>> data(String path) {
        return neighbours.ofTickets(path).memoize().indefinitely();
    }

    private static String path(TicketEvent event) {
        return event instanceof CommentAdded comment
                ? "/internal/requests/messages/" + comment.commentId()
                : "/internal/requests/" + event.ticket().id();
    }

    /** Null for what is no news here. */
    private static News news(Event event) {
        if (event instanceof TicketCreated) {
            return News.CREATED;
        }
        if (event instanceof CommentAdded) {
            return News.MESSAGE;
        }
        boolean isUpdate = event instanceof TicketStatusChanged
                || event instanceof TicketAssigned
                || event instanceof TicketEdited;
        return isUpdate ? News.UPDATED : null;
    }

    private record Act(long ticketId, Instant at) {}

    /** Forgets the oldest: between the events of one act not many others come. */
    private static final class LastOnes<K> extends LinkedHashMap<K, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
