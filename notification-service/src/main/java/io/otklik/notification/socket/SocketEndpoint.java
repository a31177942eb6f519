package io.otklik.notification.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/** What all sockets have in common. Nothing here waits. WebSockets Next wants a class for each path. */
public abstract class SocketEndpoint {

    private static final Logger LOG = Logger.getLogger(SocketEndpoint.class);
    private static final int MOST_BYTES = 16 * 1024;

    private final Sockets sockets;
    private final ClientFrames clientFrames;

    protected SocketEndpoint(Sockets sockets, ClientFrames clientFrames) {
        this.sockets = sockets;
        this.clientFrames = clientFrames;
    }

    /** The socket is open. {@code upgrade} is what the upgrade check has found out, here as below. */
    protected abstract void joined(OpenSocket socket, UserData upgrade);

    /** The socket is gone. */
    protected abstract void left(OpenSocket socket, UserData upgrade);

    /** The client said something that is no {@code ping}. Returns false when it is nothing for this endpoint. */
    protected boolean understood(OpenSocket socket, ObjectNode frame, UserData upgrade) {
        return false;
    }

    /** How long a client's frame may be. */
    protected int mostBytes() {
        return MOST_BYTES;
    }

    @OnOpen
    @NonBlocking
    public void opened(WebSocketConnection connection) {
        OpenSocket socket = sockets.opened(connection, connection.userData().get(Admission.ADMITTED));
        joined(socket, connection.userData());
    }

    @OnTextMessage
    @NonBlocking
    public void received(String frame, WebSocketConnection connection) {
        sockets.of(connection)
                .ifPresent(socket -> clientFrames.text(
                        socket, frame, mostBytes(), object -> understood(socket, object, connection.userData())));
    }

    @OnBinaryMessage
    @NonBlocking
    public void receivedBinary(Buffer frame, WebSocketConnection connection) {
        sockets.of(connection).ifPresent(socket -> clientFrames.binary(socket, frame.length(), mostBytes()));
    }

    /** The transport failed, mostly because a message was too big. */
    @OnError
    @NonBlocking
    public void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("Socket %s: %s", connection.id(), failure);
        sockets.of(connection).ifPresent(socket -> socket.close(CloseCode.TOO_BIG));
    }

    @OnClose
    @NonBlocking
    public void closed(WebSocketConnection connection) {
        sockets.of(connection).ifPresent(socket -> left(socket, connection.userData()));
        sockets.closed(connection);
    }
}
