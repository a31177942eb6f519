package io.otklik.notification.api.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otklik.edge.Text;
import io.otklik.notification.conversation.TicketRooms;
import io.otklik.notification.socket.ClientFrames;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.SocketEndpoint;
import io.otklik.notification.socket.Sockets;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;

/** What happens to one ticket, for its owner and staff (telegram-bot.md, «WebSocket API»). */
@WebSocket(path = "/ws/tickets/{id}", endpointId = TicketSocket.ID)
public class TicketSocket extends SocketEndpoint {

    static final String ID = "bot-ticket";

    private static final Text IS_TYPING_IS_NO_BOOLEAN =
            new Text("Поле is_typing должно быть true или false.", "The field is_typing must be true or false.");

    private final TicketRooms rooms;

    TicketSocket(Sockets sockets, ClientFrames clientFrames, TicketRooms rooms) {
        super(sockets, clientFrames);
        this.rooms = rooms;
    }

    @Override
    protected void joined(OpenSocket socket, UserData upgrade) {
        rooms.enter(upgrade.get(TicketUpgrade.TICKET), socket);
    }

    @Override
    protected void left(OpenSocket socket, UserData upgrade) {
        rooms.leave(upgrade.get(TicketUpgrade.TICKET), socket);
    }

    @Override
    protected boolean understood(OpenSocket socket, ObjectNode frame, UserData upgrade) {
        if (!"typing".equals(frame.path("type").textValue())) {
            return false;
        }
        JsonNode isTyping = frame.path("is_typing");
        if (isTyping.isBoolean()) {
            rooms.typing(upgrade.get(TicketUpgrade.TICKET), socket, isTyping.booleanValue());
        } else {
            socket.refuse(IS_TYPING_IS_NO_BOOLEAN);
        }
        return true;
    }
}
