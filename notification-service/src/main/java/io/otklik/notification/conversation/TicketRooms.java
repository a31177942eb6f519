package io.otklik.notification.conversation;

import io.otklik.events.Actor;
import io.otklik.events.CommentAdded;
import io.otklik.events.Event;
import io.otklik.events.PersonState;
import io.otklik.events.TicketDeleted;
import io.otklik.events.TicketEvent;
import io.otklik.events.TicketStatusChanged;
import io.otklik.events.Topic;
import io.otklik.events.Typing;
import io.otklik.notification.socket.CloseCode;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.Rooms;
import io.otklik.outbox.LiveStreams;
import io.otklik.outbox.Signals;
import io.otklik.outbox.TimeOrderedId;
import io.otklik.people.People;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The sockets that follow one ticket: what is said on it, its status, and who types. It closes them when the ticket is deleted. */
@ApplicationScoped
public class TicketRooms {

    private final Rooms<UUID> rooms = new Rooms<>();
    private final LiveStreams live;
    private final Signals signals;
    private final People people;
    private final TicketFrames frames;
    private final Clock clock;

    TicketRooms(LiveStreams live, Signals signals, People people, TicketFrames frames, Clock clock) {
        this.live = live;
        this.signals = signals;
        this.people = people;
        this.frames = frames;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        live.follow("conversations", Set.of(Topic.TICKETS, Topic.SIGNALS), rooms::areOccupied, this::tell);
    }

    public void enter(UUID ticket, OpenSocket socket) {
        Set<OpenSocket> unused = rooms.enter(ticket, socket);
    }

    public void leave(UUID ticket, OpenSocket socket) {
        rooms.leave(ticket, socket);
    }

    /** Tells everyone else on the ticket, at every replica, that the socket's person types or stopped. May be lost. */
    public void typing(UUID ticket, OpenSocket socket, boolean isTyping) {
        UUID person = socket.admitted().person().uuid();
        signals.send(new Typing(TimeOrderedId.next(), ticket, person, isTyping, clock.instant()));
    }

    private Uni<Void> tell(List<Event> events) {
        List<Event> heard =
                events.stream().filter(event -> !room(event).isEmpty()).toList();
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<Long> shown = heard.stream()
                .map(TicketRooms::shown)
                .filter(Objects::nonNull)
                .map(Actor::id)
                .collect(Collectors.toSet());
        // Whom his owner cannot introduce either is shown as the event saw him.
        return people.all(shown)
                .onFailure()
                .recoverWithNull()
                .invoke(() -> heard.forEach(this::tell))
                .replaceWithVoid();
    }

    private Set<OpenSocket> room(Event event) {
        if (event instanceof TicketEvent ofTicket) {
            return rooms.in(ofTicket.ticket().uuid());
        }
        return event instanceof Typing typing ? rooms.in(typing.ticketUuid()) : Set.of();
    }

    /** Whose name the frame needs; null for nobody's. */
    private static Actor shown(Event event) {
        if (event instanceof CommentAdded comment) {
            return comment.author();
        }
        return event instanceof TicketStatusChanged changed ? changed.by() : null;
    }

    private void tell(Event event) {
        if (event instanceof TicketDeleted) {
            room(event).forEach(socket -> socket.close(CloseCode.GONE));
            return;
        }
        room(event).stream()
                .filter(listeners(event))
                .collect(Collectors.partitioningBy(
                        socket -> person(socket).role().isStaff()))
                .forEach((staff, sockets) -> send(event, staff, sockets));
    }

    private void send(Event event, boolean toStaff, List<OpenSocket> sockets) {
        if (!sockets.isEmpty()) {
            frames.frame(event, toStaff).ifPresent(frame -> sockets.forEach(socket -> socket.send(frame)));
        }
    }

    private Predicate<OpenSocket> listeners(Event event) {
        if (event instanceof CommentAdded comment && comment.internal()) {
            return socket -> person(socket).role().isStaff();
        }
        if (event instanceof Typing typing) {
            return socket -> !person(socket).uuid().equals(typing.personUuid());
        }
        return socket -> true;
    }

    /** As he is known now. */
    private PersonState person(OpenSocket socket) {
        return people.known(socket.personId()).orElse(socket.admitted().person());
    }
}
