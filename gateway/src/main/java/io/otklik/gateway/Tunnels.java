package io.otklik.gateway;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open tunnels. When the gateway stops, each client is told so (close code 1012, "service restart": come again) before
 * running requests are waited for.
 */
@ApplicationScoped
class Tunnels {

    /** A WebSocket's close frame: final, opcode 8, two bytes, 1012. */
    private static final Buffer GOING = Buffer.buffer(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xF4});

    private final Set<NetSocket> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Whether the gateway takes no more sockets. */
    boolean isStopping() {
        return stopping;
    }

    /** Keeps an eye on a tunnel, from its upgrade to its end. */
    void add(HttpServerRequest request, NetSocket client) {
        clients.add(client);
        client.closeHandler(ended -> {
            clients.remove(client);
            tellEnd(request);
        });
        if (stopping) {
            end(client);
        }
    }

    /**
     * Vert.x forgets the request when its connection is upgraded, so that Quarkus, which counts it as running, would wait for
     * it in vain when it stops.
     */
    private static void tellEnd(HttpServerRequest request) {
        if (request.connection() instanceof Http1xServerConnection connection) {
            connection.handleException(new HttpClosedException("The socket has ended"));
        }
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        clients.forEach(Tunnels::end);
    }

    /** A frame that the service has sent only a part of is broken off. */
    private static void end(NetSocket client) {
        client.end(GOING.copy());
    }
}
