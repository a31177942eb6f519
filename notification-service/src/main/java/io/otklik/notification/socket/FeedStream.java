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
 * left out, and the ids, which only grow, tell what it has sent already. When its person becomes an agent it reads once more from
 * where it began: the support channel may have told before this replica heard of his role.
 */
final class FeedStream {

    private static final int BATCH = 500;

    private final OpenSocket socket;
    private final FeedScope scope;
    private final FeedFrames frames;
    private final Supplier<PersonState> person;
    private boolean live;
    private boolean agents; // reads, or has read, as an agent does
    private long begun; // the id after which it wants everything
    private long sentToHim; // of his own, nothing with this id or a smaller one is sent again
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
        } else if (id > sent && (agents || !frame.notification().isForSupport())) {
            sent = id;
            socket.send(frame.in(socket.language()));
        }
    }

    /** Sends what the feed holds after the id, then goes live. */
    Uni<Void> replay(Feed feed, long after) {
        PersonState reader = person();
        begin(reader, after);
        return read(feed, reader, after);
    }

    private synchronized void begin(PersonState reader, long after) {
        agents = reader.role().isStaff();
        begun = after;
    }

    /** If the person has become an agent: sends what he has missed of the support channel, then goes live again. */
    Uni<Void> catchUp(Feed feed) {
        PersonState reader = person();
        return becomesAgents(reader)
                ? read(feed, reader, begun)
                : Uni.createFrom().voidItem();
    }

    /** Not while it reads: then it asks again when it is live. */
    private synchronized boolean becomesAgents(PersonState reader) {
        if (!live || agents || !reader.role().isStaff()) {
            return false;
        }
        agents = true;
        live = false;
        sentToHim = sent;
        told = sent;
        return true;
    }

    /** The reader stays the same from the first row to the last. */
    private Uni<Void> read(Feed feed, PersonState reader, long after) {
        long toldBefore = startAt(after);
        return feed.after(reader, after, BATCH, scope).chain(rows -> replayed(feed, reader, after, toldBefore, rows));
    }

    private synchronized long startAt(long after) {
        sent = after;
        return told;
    }

    private Uni<Void> replayed(Feed feed, PersonState reader, long after, long toldBefore, List<FeedRow> rows) {
        long last = rows.isEmpty()
                ? after
                : rows.get(rows.size() - 1).notification().id();
        Uni<Void> written = sendAll(rows.stream().filter(this::isNew).toList());
        if (rows.size() == BATCH) {
            return written.chain(() -> read(feed, reader, last));
        }
        // What the tail had told of before the rows were read was committed before: it is among them, or not for him.
        long complete = Math.max(last, toldBefore);
        return written.chain(() -> liveFrom(complete) ? catchUp(feed) : read(feed, reader, complete));
    }

    private synchronized boolean isNew(FeedRow row) {
        return row.notification().isForSupport() || row.notification().id() > sentToHim;
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
