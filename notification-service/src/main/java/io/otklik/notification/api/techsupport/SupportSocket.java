package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;

/** The channel {@code support}, for agents only. */
@WebSocket(path = "/ws/support/notifications", endpointId = SupportSocket.ID)
public class SupportSocket {

    static final String ID = "support-notifications";

    private final NotificationSockets sockets;

    SupportSocket(NotificationSockets sockets) {
        this.sockets = sockets;
    }

    @OnOpen
    @NonBlocking
    public void opened(WebSocketConnection connection) {
        sockets.opened(connection, FeedScope.SUPPORT);
    }

    @OnTextMessage
    @NonBlocking
    public void received(String frame, WebSocketConnection connection) {
        sockets.received(connection, frame);
    }

    @OnBinaryMessage
    @NonBlocking
    public void receivedBinary(Buffer frame, WebSocketConnection connection) {
        sockets.receivedBinary(connection, frame.length());
    }

    @OnError
    @NonBlocking
    public void failed(Throwable failure, WebSocketConnection connection) {
        sockets.failed(connection, failure);
    }

    @OnClose
    @NonBlocking
    public void closed(WebSocketConnection connection) {
        sockets.closed(connection);
    }
}
