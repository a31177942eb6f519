package io.otklik.outbox;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A transaction around all those of one request: what these commit is not committed before it is. Until it ends {@link
 * Outbox#wakeRelay} wakes nobody, for a NOTIFY would be sent in it, and only remembers that somebody wanted it.
 */
public final class OuterTransaction {

    private static final Object PLACE = OuterTransaction.class;

    private final Context context;
    private boolean holdsEvents;

    private OuterTransaction(Context context) {
        this.context = context;
    }

    /** Around all that the current request, whose context is a duplicated one, does until {@link #end}. */
    public static OuterTransaction open() {
        OuterTransaction opened = new OuterTransaction(Vertx.currentContext());
        opened.context.putLocal(PLACE, opened);
        return opened;
    }

    /** Null outside of any. */
    static OuterTransaction current() {
        Context context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context) ? context.getLocal(PLACE) : null;
    }

    public void end() {
        context.removeLocal(PLACE);
    }

    void holdEvents() {
        holdsEvents = true;
    }

    /** Whether the relay is to be woken after its commit. */
    public boolean holdsEvents() {
        return holdsEvents;
    }
}
