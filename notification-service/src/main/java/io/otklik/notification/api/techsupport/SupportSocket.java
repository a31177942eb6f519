package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.FeedSockets;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.WebSocket;

/** The channel {@code support}, for agents only. */
@WebSocket(path = "/ws/support/notifications", endpointId = SupportSocket.ID)
public class SupportSocket extends NotificationSocket {

    static final String ID = "support-notifications";

    SupportSocket(Sockets sockets, ClientFrames clientFrames, FeedSockets feed) {
        super(sockets, clientFrames, feed, FeedScope.SUPPORT);
    }
}
