package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.CloseCode;
import io.otklik.notification.socket.FeedSockets;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What the three sockets have in common. Nothing here waits. */
@ApplicationScoped
class NotificationSockets {

    private static final Logger LOG = Logger.getLogger(NotificationSockets.class);

    private final Sockets sockets;
    private final FeedSockets feed;
    private final ClientFrames clientFrames;

    NotificationSockets(Sockets sockets, FeedSockets feed, ClientFrames clientFrames) {
        this.sockets = sockets;
        this.feed = feed;
        this.clientFrames = clientFrames;
    }

    void opened(WebSocketConnection connection, FeedScope scope) {
        NotificationUpgrade.Upgrade upgrade = connection.userData().get(NotificationUpgrade.UPGRADE);
        OpenSocket socket = sockets.opened(connection, upgrade.admitted());
        feed.follow(socket, scope, upgrade.after());
    }

    void received(WebSocketConnection connection, String frame) {
        sockets.of(connection).ifPresent(socket -> clientFrames.text(socket, frame));
    }

    void receivedBinary(WebSocketConnection connection, int bytes) {
        sockets.of(connection).ifPresent(socket -> clientFrames.binary(socket, bytes));
    }

    void closed(WebSocketConnection connection) {
        sockets.of(connection).ifPresent(feed::leave);
        sockets.closed(connection);
    }

    /** The transport failed, mostly because a message was too big. */
    void failed(WebSocketConnection connection, Throwable failure) {
        LOG.debugf("Socket %s: %s", connection.id(), failure);
        sockets.of(connection).ifPresent(socket -> socket.close(CloseCode.TOO_BIG));
    }
}
