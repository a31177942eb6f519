package io.otklik.notification.feed;

/** What the feed refuses. */
public final class FeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** No such notification, or it is not for this person. */
        NOT_FOUND
    }

    private final Reason reason;

    FeedRefused(Reason reason, long id) {
        super(reason + " notification " + id, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
