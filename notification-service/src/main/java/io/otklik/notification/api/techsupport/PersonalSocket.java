package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.FeedSockets;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.WebSocket;

/** A person's notifications; an agent's with the support channel's. */
@WebSocket(path = "/ws/notifications", endpointId = PersonalSocket.ID)
public class PersonalSocket extends NotificationSocket {

    static final String ID = "notifications";

    PersonalSocket(Sockets sockets, ClientFrames clientFrames, FeedSockets feed) {
        super(sockets, clientFrames, feed, FeedScope.EVERYTHING);
    }
}
