package io.otklik.ticket.attachment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where attachments lie and how long what nobody refers to may lie there. */
@ConfigMapping(prefix = "otklik.attachments")
interface AttachmentConfig {

    /** The folder of the files; every replica must see the same one. Made when it is missing. */
    Path folder();

    /** Pause between two searches for files that no attachment refers to. */
    @WithDefault("10m")
    Duration sweepPeriod();

    /** How old such a file must be: older than any request that may still be about to refer to it. */
    @WithDefault("1h")
    Duration sweepAge();
}
