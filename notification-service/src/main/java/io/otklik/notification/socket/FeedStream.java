package io.otklik.notification.socket;

import io.otklik.events.PersonState;
import io.otklik.notification.feed.Feed;
import io.otklik.notification.feed.FeedRow;
import io.otklik.notification.feed.FeedScope;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/**
 * What one socket gets of the feed: first, by its own reading, what came after an id, then what the tail tells. While it
 * reads it only remembers how far the tail has come, and it goes live when it has read as far, so nothing queues up, nothing is
 * left out, and the ids, which only grow, tell what it has sent already.
 */
final class FeedStream {

    private static final int BATCH = 500;

    private final OpenSocket socket;
    private final FeedScope scope;
    private final FeedFrames frames;
    private final Supplier<PersonState> person;
    private boolean live;
    private long sent; // nothing with this id or a smaller one is sent any more
    private long told; // the greatest id that the tail told of before this was live

    FeedStream(OpenSocket socket, FeedScope scope, FeedFrames frames, Supplier<PersonState> person) {
        this.socket = socket;
        this.scope = scope;
        this.frames = frames;
        this.person = person;
    }

    OpenSocket socket() {
        return socket;
    }

    FeedScope scope() {
        return scope;
    }

    /** As he is known now. */
    PersonState person() {
        return person.get();
    }

    /** Passes on a notification of the tail, which tells in the order of ids. */
    synchronized void offer(SharedFrame frame) {
        long id = frame.notification().id();
        if (!live) {
            told = id;
        } else if (id > sent) {
            sent = id;
            socket.send(frame.in(socket.language()));
        }
    }

    synchronized void goLive() {
        live = true;
    }

    /** Sends what the feed holds after the id, then goes live. */
    Uni<Void> replay(Feed feed, long after) {
        long toldBefore = startAt(after);
        return feed.after(person(), after, BATCH, scope).chain(rows -> replayed(feed, after, toldBefore, rows));
    }

    private synchronized long startAt(long after) {
        sent = after;
        return told;
    }

    private Uni<Void> replayed(Feed feed, long after, long toldBefore, List<FeedRow> rows) {
        long last = rows.isEmpty()
                ? after
                : rows.get(rows.size() - 1).notification().id();
        Uni<Void> written = sendAll(rows);
        if (rows.size() == BATCH) {
            return written.chain(() -> replay(feed, last));
        }
        // What the tail had told of before the rows were read was committed before: it is among them, or not for him.
        long complete = Math.max(last, toldBefore);
        return written.chain(() -> liveFrom(complete) ? Uni.createFrom().voidItem() : replay(feed, complete));
    }

    /** False when the tail told meanwhile of more than was read. */
    private synchronized boolean liveFrom(long complete) {
        sent = complete;
        live = told <= complete;
        return live;
    }

    /** Writes keep their order, so the last one completes last. */
    private Uni<Void> sendAll(List<FeedRow> rows) {
        Uni<Void> last = Uni.createFrom().voidItem();
        for (int i = 0; i < rows.size(); i++) {
            FeedRow row = rows.get(i);
            String frame = frames.frame(row.notification(), row.read(), socket.language());
            if (i == rows.size() - 1) {
                last = socket.sendPaced(frame);
            } else {
                socket.sendPaced(frame).subscribe().with(done -> {}, failure -> {});
            }
        }
        return last;
    }
}
