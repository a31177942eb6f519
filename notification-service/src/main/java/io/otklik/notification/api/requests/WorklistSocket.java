package io.otklik.notification.api.requests;

import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.SocketEndpoint;
import io.otklik.notification.socket.Sockets;
import io.otklik.notification.worklist.Worklist;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;

/** What happens to all requests, for staff (customer-requests.md, AdminNotificationConsumer). */
@WebSocket(path = "/ws/admin/notifications", endpointId = WorklistSocket.ID)
public class WorklistSocket extends SocketEndpoint {

    static final String ID = "requests-notifications";

    private final Worklist worklist;

    WorklistSocket(Sockets sockets, ClientFrames clientFrames, Worklist worklist) {
        super(sockets, clientFrames);
        this.worklist = worklist;
    }

    @Override
    protected void joined(OpenSocket socket, UserData upgrade) {
        worklist.enter(socket);
    }

    @Override
    protected void left(OpenSocket socket, UserData upgrade) {
        worklist.leave(socket);
    }
}
