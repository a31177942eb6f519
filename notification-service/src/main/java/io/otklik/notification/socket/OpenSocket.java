package io.otklik.notification.socket;

import io.otklik.edge.Language;
import io.otklik.edge.Text;
import io.otklik.events.PersonState;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One open socket of a person. What waits for a slow reader is bounded; when it overflows, the socket closes. */
public final class OpenSocket {

    private static final Logger LOG = Logger.getLogger(OpenSocket.class);
    private static final long SECOND = 1_000_000_000L;

    private final WebSocketConnection connection;
    private final Admitted admitted;
    private final SocketSettings settings;
    private final AtomicInteger waitingFrames = new AtomicInteger();
    private final AtomicInteger waitingCharacters = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private long second = System.nanoTime(); // when the current second of the client's frames began
    private int framesInSecond;
    private boolean agents; // its person is, or was while it was open, an agent

    OpenSocket(WebSocketConnection connection, Admitted admitted, SocketSettings settings) {
        this.connection = connection;
        this.admitted = admitted;
        this.settings = settings;
        this.agents = admitted.person().role().isStaff();
    }

    public Admitted admitted() {
        return admitted;
    }

    public long personId() {
        return admitted.person().id();
    }

    public Language language() {
        return admitted.language();
    }

    /** Sends without waiting; frames keep the order of the calls. After a close it does nothing. */
    public void send(String frame) {
        if (closing.get()) {
            return;
        }
        int frames = waitingFrames.incrementAndGet();
        int characters = waitingCharacters.addAndGet(frame.length());
        if (frames > settings.maxWaitingFrames() || characters > settings.maxWaitingCharacters()) {
            close(CloseCode.TOO_SLOW);
            return;
        }
        connection
                .sendText(frame)
                .subscribe()
                .with(done -> written(frame), failure -> LOG.debugf("%s: not sent: %s", this, failure.getMessage()));
    }

    private void written(String frame) {
        waitingFrames.decrementAndGet();
        waitingCharacters.addAndGet(-frame.length());
    }

    /** Tells the client that what he said was refused; the socket stays. */
    public void refuse(String detail) {
        send(new JsonObject().put("type", "error").put("detail", detail).encode());
    }

    /** Like {@link #refuse(String)}, in the client's language. */
    public void refuse(Text detail) {
        refuse(detail.in(language()));
    }

    /** Sends, and completes when the frame is written, so that the caller keeps the reader's pace. Fails when the socket is closed. */
    public Uni<Void> sendPaced(String frame) {
        return connection.sendText(frame);
    }

    public boolean isOpen() {
        return !closing.get() && connection.isOpen();
    }

    /** Closes once; what was sent before goes out before. */
    public void close(CloseCode code) {
        if (!closing.compareAndSet(false, true) || connection.isClosed()) {
            return;
        }
        LOG.debugf("%s closes: %s", this, code);
        connection
                .close(code.reason())
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("%s: %s", this, failure.getMessage()));
    }

    /** Counts a frame of the client; false, and the socket closes, when it is one too many in its second. */
    synchronized boolean mayReceive() {
        long now = System.nanoTime();
        if (now - second >= SECOND) {
            second = now;
            framesInSecond = 0;
        }
        framesInSecond++;
        if (framesInSecond > settings.framesPerSecond()) {
            close(CloseCode.TOO_MANY_FRAMES);
            return false;
        }
        return true;
    }

    /** Why the person may not keep it any more, as he is now; null while he may. */
    synchronized CloseCode objection(PersonState now) {
        if (now.blocked()) {
            return CloseCode.FORBIDDEN;
        }
        if (agents && !now.role().isStaff()) {
            return CloseCode.FORBIDDEN;
        }
        agents = now.role().isStaff();
        return now.tokenVersion() > admitted.tokenVersion() ? CloseCode.TOKEN_EXPIRED : null;
    }

    @Override
    public String toString() {
        return "Socket " + connection.id() + " of person " + personId();
    }
}
