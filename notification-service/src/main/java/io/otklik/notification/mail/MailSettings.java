package io.otklik.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.Optional;

/** How mail is sent, and where to. */
@ConfigMapping(prefix = "otklik.mail")
interface MailSettings {

    /** OTKLIK_MAIL_FROM: the sender. */
    String from();

    /** The mail server. */
    Smtp smtp();

    /** Mails sent at the same time, each by a connection of its own. */
    @WithDefault("16")
    int concurrency();

    /** How long the server may take for one mail, and how long it may be silent before the connection is cut. */
    @WithDefault("60s")
    Duration timeout();

    /** How long a claimed mail is nobody else's; longer than {@link #timeout}. */
    @WithDefault("2m")
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

    /** How often a mail may be handed over without an answer before it is given up: each time the server may have taken it. */
    @WithDefault("5")
    int doubts();

    /** The pause after the first such time; it doubles with each. Long, so that a short disturbance costs no mail. */
    @WithDefault("1m")
    Duration firstDoubt();

    /** OTKLIK_SMTP_*: the mail server. */
    interface Smtp {

        String host();

        int port();

        Optional<String> username();

        Optional<String> password();

        /** Whether to speak TLS after STARTTLS. */
        StartTLSOptions startTls();

        /** How long a connection may take to be made. */
        @WithDefault("5s")
        Duration connectTimeout();
    }
}
