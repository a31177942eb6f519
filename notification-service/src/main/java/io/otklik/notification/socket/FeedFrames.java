package io.otklik.notification.socket;

import io.otklik.edge.Language;
import io.otklik.notification.feed.Notification;

/** How a contract writes a notification on a socket. */
@FunctionalInterface
public interface FeedFrames {

    /** The text frame. */
    String frame(Notification notification, boolean read, Language language);
}
