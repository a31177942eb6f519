package io.otklik.notification.api.techsupport;

import io.otklik.notification.feed.FeedScope;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;

/** A socket that gets notifications. WebSockets Next wants a class for each path; public like those, or javac copies the callbacks into them. */
public abstract class NotificationSocket {

    private final NotificationSockets sockets;
    private final FeedScope scope;

    NotificationSocket(NotificationSockets sockets, FeedScope scope) {
        this.sockets = sockets;
        this.scope = scope;
    }

    @OnOpen
    @NonBlocking
    public void opened(WebSocketConnection connection) {
        sockets.opened(connection, scope);
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
