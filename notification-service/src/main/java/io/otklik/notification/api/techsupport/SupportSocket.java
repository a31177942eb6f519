package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.quarkus.websockets.next.WebSocket;

/** The channel {@code support}, for agents only. */
@WebSocket(path = "/ws/support/notifications", endpointId = SupportSocket.ID)
public class SupportSocket extends NotificationSocket {

    static final String ID = "support-notifications";

    SupportSocket(NotificationSockets sockets) {
        super(sockets, FeedScope.SUPPORT);
    }
}
