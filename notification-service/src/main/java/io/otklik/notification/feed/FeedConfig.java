package io.otklik.notification.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a replica follows the feed. */
@ConfigMapping(prefix = "otklik.feed")
interface FeedConfig {

    /** The longest pause between two looks at the end of the feed when nobody tells of new rows. */
    @WithDefault("500ms")
    Duration pollInterval();
}
