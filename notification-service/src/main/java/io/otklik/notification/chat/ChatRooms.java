package io.otklik.notification.chat;

import io.otklik.events.ChatEvent;
import io.otklik.events.ChatMembersChanged;
import io.otklik.events.ChatMessagePosted;
import io.otklik.events.Event;
import io.otklik.events.Topic;
import io.otklik.notification.socket.CloseCode;
import io.otklik.notification.socket.OpenSocket;
import io.otklik.notification.socket.Rooms;
import io.otklik.outbox.LiveStreams;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** The sockets of one chat's participants: what they say to each other. It closes those of who left. */
@ApplicationScoped
public class ChatRooms {

    private static final Logger LOG = Logger.getLogger(ChatRooms.class);
    private static final String SYSTEM = "system";

    private final Rooms<Long> rooms = new Rooms<>();
    private final LiveStreams live;
    private final Chats chats;
    private final ChatFrames frames;

    ChatRooms(LiveStreams live, Chats chats, ChatFrames frames) {
        this.live = live;
        this.chats = chats;
        this.frames = frames;
    }

    void start(@Observes StartupEvent event) {
        live.follow("chats", Set.of(Topic.CHATS), rooms::areOccupied, this::tell);
    }

    /** Lets a participant in. He may have left the chat after the upgrade was allowed, so his membership is confirmed once more. */
    public ChatSeat enter(long chat, OpenSocket socket) {
        Set<OpenSocket> unused = rooms.enter(chat, socket);
        chats.isMember(chat, socket.personId())
                .subscribe()
                .with(
                        isMember -> {
                            if (!isMember) {
                                socket.close(CloseCode.FORBIDDEN);
                            }
                        },
                        failure -> LOG.debugf("%s: not confirmed: %s", socket, failure.getMessage()));
        return new ChatSeat(chat, socket, chats);
    }

    public void leave(ChatSeat seat) {
        rooms.leave(seat.chat(), seat.socket());
    }

    private Uni<Void> tell(List<Event> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> tell(Event event) {
        Set<OpenSocket> room = event instanceof ChatEvent ofChat ? rooms.in(ofChat.chatId()) : Set.of();
        if (!room.isEmpty() && event instanceof ChatMembersChanged changed) {
            return withoutStrangers(changed, room);
        }
        if (!room.isEmpty() && event instanceof ChatMessagePosted message && !SYSTEM.equals(message.messageType())) {
            String frame = frames.frame(message);
            room.forEach(socket -> socket.send(frame));
        }
        return Uni.createFrom().voidItem();
    }

    /** The event may be older than the socket of somebody who joined since: so whoever is not in it is asked for. */
    private Uni<Void> withoutStrangers(ChatMembersChanged changed, Set<OpenSocket> room) {
        return Multi.createFrom()
                .iterable(room)
                .filter(socket -> !changed.members().contains(socket.personId()))
                .onItem()
                .transformToUniAndConcatenate(socket -> confirm(changed.chatId(), socket))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> confirm(long chat, OpenSocket socket) {
        return chats.isMember(chat, socket.personId())
                .invoke(isMember -> {
                    if (!isMember) {
                        socket.close(CloseCode.FORBIDDEN);
                    }
                })
                .onFailure()
                .invoke(away -> socket.close(CloseCode.FAILED))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
