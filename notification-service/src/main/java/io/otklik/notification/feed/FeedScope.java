package io.otklik.notification.feed;

/** Which rows a reader wants. */
public enum FeedScope {
    /** His own, and the support channel's if he is an agent. */
    EVERYTHING,
    /** The support channel's only. */
    SUPPORT
}
