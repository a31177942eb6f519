package io.otklik.notification.socket;

import io.otklik.edge.Language;
import io.otklik.notification.feed.Notification;
import java.util.EnumMap;
import java.util.Map;

/** A new notification, encoded once in each language for all sockets that get it. Used by one thread. */
final class SharedFrame {

    private final Notification notification;
    private final FeedFrames frames;
    private final Map<Language, String> encoded = new EnumMap<>(Language.class);

    SharedFrame(Notification notification, FeedFrames frames) {
        this.notification = notification;
        this.frames = frames;
    }

    Notification notification() {
        return notification;
    }

    String in(Language language) {
        return encoded.computeIfAbsent(language, wanted -> frames.frame(notification, false, wanted));
    }
}
