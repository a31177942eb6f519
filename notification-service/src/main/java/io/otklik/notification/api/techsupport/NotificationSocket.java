package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.FeedSockets;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.SocketEndpoint;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.UserData;

/** A socket that gets notifications. */
public abstract class NotificationSocket extends SocketEndpoint {

    private final FeedSockets feed;
    private final FeedScope scope;

    NotificationSocket(Sockets sockets, ClientFrames clientFrames, FeedSockets feed, FeedScope scope) {
        super(sockets, clientFrames);
        this.feed = feed;
        this.scope = scope;
    }

    @Override
    protected void joined(OpenSocket socket, UserData upgrade) {
        feed.follow(socket, scope, upgrade.get(NotificationUpgrade.AFTER));
    }

    @Override
    protected void left(OpenSocket socket, UserData upgrade) {
        feed.leave(socket);
    }
}
