package io.otklik.notification.socket;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Open sockets by what they are about, so that nobody looks through all of them. */
public final class Rooms<K> {

    private final Map<K, Set<OpenSocket>> rooms = new ConcurrentHashMap<>();

    /** Returns all who are in the room now. */
    public Set<OpenSocket> enter(K key, OpenSocket socket) {
        return rooms.compute(key, (same, sockets) -> with(socket, sockets));
    }

    public void leave(K key, OpenSocket socket) {
        rooms.computeIfPresent(key, (same, sockets) -> without(socket, sockets));
    }

    /** A view. */
    public Set<OpenSocket> in(K key) {
        return rooms.getOrDefault(key, Set.of());
    }

    /** Whether there is anybody in any of them. */
    public boolean areOccupied() {
        return !rooms.isEmpty();
    }

    /** Everybody in every room. */
    void closeAll(CloseCode code) {
        rooms.values().forEach(sockets -> sockets.forEach(socket -> socket.close(code)));
    }

    private static Set<OpenSocket> with(OpenSocket socket, Set<OpenSocket> sockets) {
        Set<OpenSocket> more = sockets == null ? ConcurrentHashMap.newKeySet(2) : sockets;
        more.add(socket);
        return more;
    }

    private static Set<OpenSocket> without(OpenSocket socket, Set<OpenSocket> sockets) {
        sockets.remove(socket);
        return sockets.isEmpty() ? null : sockets;
    }
}
