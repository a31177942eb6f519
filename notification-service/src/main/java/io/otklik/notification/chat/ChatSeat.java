package io.otklik.notification.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.otklik.edge.Messages;
import io.otklik.notification.socket.OpenSocket;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jboss.logging.Logger;

/** A participant's socket in a chat. What he says is handed over one by one, so that it keeps its order. */
public final class ChatSeat {

    private static final Logger LOG = Logger.getLogger(ChatSeat.class);
    private static final int MOST_WAITING = 100;

    private final long chat;
    private final OpenSocket socket;
    private final Chats chats;
    private final Queue<JsonNode> said = new ArrayDeque<>();
    private boolean speaking;

    ChatSeat(long chat, OpenSocket socket, Chats chats) {
        this.chat = chat;
        this.socket = socket;
        this.chats = chats;
    }

    long chat() {
        return chat;
    }

    OpenSocket socket() {
        return socket;
    }

    /** Says something in the chat; what is refused is answered by an error frame. */
    public synchronized void say(JsonNode content) {
        if (said.size() == MOST_WAITING) {
            socket.refuse(Messages.TOO_MANY_REQUESTS);
            return;
        }
        said.add(content);
        if (!speaking) {
            speaking = true;
            next();
        }
    }

    private synchronized void next() {
        JsonNode content = said.poll();
        if (content == null) {
            speaking = false;
            return;
        }
        chats.say(chat, socket.personId(), content, socket.language())
                .onFailure()
                .invoke(failure -> LOG.warnf("%s cannot say anything: %s", socket, failure.getMessage()))
                .onFailure()
                .invoke(() -> socket.refuse(Messages.UNAVAILABLE))
                .onFailure()
                .recoverWithItem(Optional.empty())
                .invoke(refusal -> refusal.ifPresent(socket::refuse))
                .subscribe()
                .with(done -> next());
    }
}
