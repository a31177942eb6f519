package io.otklik.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mail is sent. Where to is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "otklik.mail")
interface MailSettings {

    /** Mails sent at the same time. */
    @WithDefault("4")
    int concurrency();

    /** How long the server may take for one mail. */
    @WithDefault("20s")
    Duration timeout();

    /** How long a claimed mail is nobody else's; longer than {@link #timeout}. */
    @WithDefault("60s")
    Duration lease();

    /** The longest pause between two looks at the ledger. */
    @WithDefault("1s")
    Duration pollInterval();

    /** The pause after a first failure; it doubles with each. */
    @WithDefault("1s")
    Duration firstRetry();

    /** The longest pause between two attempts. */
    @WithDefault("1m")
    Duration longestRetry();

    /** How often a server may refuse a mail for good (5xx) before it is given up. */
    @WithDefault("8")
    int refusals();
}
