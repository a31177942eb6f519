package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.quarkus.websockets.next.WebSocket;

/** The same as {@link PersonalSocket} at its other address. */
@WebSocket(path = "/ws/users/notifications", endpointId = PersonalSocketAlias.ID)
public class PersonalSocketAlias extends NotificationSocket {

    static final String ID = "user-notifications";

    PersonalSocketAlias(NotificationSockets sockets) {
        super(sockets, FeedScope.EVERYTHING);
    }
}
