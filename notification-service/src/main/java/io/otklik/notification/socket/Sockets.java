package io.otklik.notification.socket;

import io.otklik.events.PersonState;
import io.otklik.people.People;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** All open sockets of this replica, by person. It closes them when their token or their right ends. */
@ApplicationScoped
public class Sockets {

    private static final UserData.TypedKey<Entry> ENTRY = new UserData.TypedKey<>("otklik.socket");

    private record Entry(OpenSocket socket, long expiryTimer) {}

    private final Rooms<Long> byPerson = new Rooms<>();
    private final SocketSettings settings;
    private final int most;
    private final People people;
    private final Vertx vertx;
    private final Clock clock;
    private volatile boolean stopping;

    Sockets(SocketSettings settings, People people, Vertx vertx, Clock clock) {
        this.settings = settings;
        this.most = settings.limited() ? settings.perPerson() : Integer.MAX_VALUE;
        this.people = people;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Whether the person may have one more. */
    boolean hasRoom(long personId) {
        return byPerson.in(personId).size() < most;
    }

    /** Takes the connection in; {@link #closed} follows when it is gone. */
    public OpenSocket opened(WebSocketConnection connection, Admitted admitted) {
        OpenSocket socket = new OpenSocket(connection, admitted, settings);
        Set<OpenSocket> all = byPerson.enter(socket.personId(), socket);
        if (all.size() > most) {
            socket.close(CloseCode.TOO_MANY_SOCKETS);
        }
        long life = Duration.between(clock.instant(), admitted.expiresAt()).toMillis();
        long timer = vertx.setTimer(Math.max(1, life), expired -> socket.close(CloseCode.TOKEN_EXPIRED));
        connection.userData().put(ENTRY, new Entry(socket, timer));
        // He may have been blocked after the upgrade was allowed and before the socket was listed.
        people.known(socket.personId()).ifPresent(now -> reconsider(socket, now));
        if (stopping) {
            socket.close(CloseCode.RESTARTING);
        }
        return socket;
    }

    /** The socket of the connection; empty before {@link #opened}. */
    public Optional<OpenSocket> of(WebSocketConnection connection) {
        return Optional.ofNullable(connection.userData().get(ENTRY)).map(Entry::socket);
    }

    public void closed(WebSocketConnection connection) {
        Entry entry = connection.userData().remove(ENTRY);
        if (entry != null) {
            vertx.cancelTimer(entry.expiryTimer());
            byPerson.leave(entry.socket().personId(), entry.socket());
        }
    }

    void personChanged(@Observes PersonState person) {
        byPerson.in(person.id()).forEach(socket -> reconsider(socket, person));
    }

    private static void reconsider(OpenSocket socket, PersonState now) {
        CloseCode objection = socket.objection(now);
        if (objection != null) {
            socket.close(objection);
        }
    }

    /** ShutdownEvent would be too late: the HTTP server closes them before, with 1000. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        byPerson.closeAll(CloseCode.RESTARTING);
    }
}
