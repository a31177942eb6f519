package io.otklik.notification.api.requests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otklik.notification.chat.ChatRooms;
import io.otklik.notification.chat.ChatSeat;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.SocketEndpoint;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;

/** A staff chat, for those who take part (customer-requests.md, ChatConsumer). */
@WebSocket(path = "/ws/chats/{id}", endpointId = ChatSocket.ID)
public class ChatSocket extends SocketEndpoint {

    static final String ID = "requests-chat";

    /** The longest message, 10 000 characters, with each of them as an escape of six bytes. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final UserData.TypedKey<ChatSeat> SEAT = new UserData.TypedKey<>("otklik.seat");

    private final ChatRooms rooms;

    ChatSocket(Sockets sockets, ClientFrames clientFrames, ChatRooms rooms) {
        super(sockets, clientFrames);
        this.rooms = rooms;
    }

    @Override
    protected void joined(OpenSocket socket, UserData upgrade) {
        upgrade.put(SEAT, rooms.enter(upgrade.get(RequestsUpgrade.CHAT), socket));
    }

    @Override
    protected void left(OpenSocket socket, UserData upgrade) {
        rooms.leave(upgrade.get(SEAT));
    }

    @Override
    protected int mostBytes() {
        return MOST_BYTES;
    }

    /** As in the document's code, a message needs no {@code type}. */
    @Override
    protected boolean understood(OpenSocket socket, ObjectNode frame, UserData upgrade) {
        if (!frame.has("message")) {
            return false;
        }
        upgrade.get(SEAT).say(frame.get("message"));
        return true;
    }
}
