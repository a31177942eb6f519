package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.quarkus.websockets.next.WebSocket;

/** A person's notifications; an agent's with the support channel's. */
@WebSocket(path = "/ws/notifications", endpointId = PersonalSocket.ID)
public class PersonalSocket extends NotificationSocket {

    static final String ID = "notifications";

    PersonalSocket(NotificationSockets sockets) {
        super(sockets, FeedScope.EVERYTHING);
    }
}
