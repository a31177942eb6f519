package io.otklik.identity.passwordreset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Password reset by mail. */
@ConfigMapping(prefix = "otklik.password-reset")
interface ResetConfig {

    /** How long a link works; also the time in which the mails of a person are counted. */
    @WithDefault("PT1H")
    Duration life();

    /** Links of one person that may work at once; further requests are dropped in silence. */
    @WithDefault("3")
    int liveMails();

    /** Mails to one person within {@link #life()}, whatever became of their links; further requests are dropped in silence. */
    @WithDefault("10")
    int mails();

    /** OTKLIK_NOTIFICATION_URL: who sends the mails, at one address or at one of each replica. */
    List<URI> notificationUrl();

    /** How long notification-service may take to accept a mail. */
    @WithDefault("PT5S")
    Duration patience();

    /** OTKLIK_PUBLIC_URL: where the links lead. */
    String publicUrl();

    /** OTKLIK_INTERNAL_TOKEN: our credential. */
    String internalToken();

    /** The longest pause between two looks for work; normally the work itself wakes the worker. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** How often expired rows are cleared away. */
    @WithDefault("PT10M")
    Duration sweepInterval();
}
