package io.otklik.notification.delivery;

/** How far a delivery has come. Mails are stored by these names. */
public enum State {
    QUEUED,
    SENDING,
    /** In the feed; taken by the mail server. */
    SENT,
    /** Read in the feed by the person. */
    SEEN,
    FAILED;

    /** Whether deliveries by the channel can be in this state. */
    boolean isOf(Channel channel) {
        return switch (channel) {
            case FEED -> this == SENT || this == SEEN;
            case EMAIL -> this != SEEN;
        };
    }
}
