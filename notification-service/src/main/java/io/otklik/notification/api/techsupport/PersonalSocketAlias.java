package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.FeedSockets;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.WebSocket;

/** The same as {@link PersonalSocket} at its other address. */
@WebSocket(path = "/ws/users/notifications", endpointId = PersonalSocketAlias.ID)
public class PersonalSocketAlias extends NotificationSocket {

    static final String ID = "user-notifications";

    PersonalSocketAlias(Sockets sockets, ClientFrames clientFrames, FeedSockets feed) {
        super(sockets, clientFrames, feed, FeedScope.EVERYTHING);
    }
}
