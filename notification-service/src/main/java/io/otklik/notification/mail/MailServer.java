package io.otklik.notification.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * The mail server, by connections that are kept for a while. They are Vert.x' own, not the Quarkus mailer's, which cannot give
 * up one on which the server has fallen silent: a few of those, and no mail goes out any more.
 */
@ApplicationScoped
class MailServer {

    private final MailClient client;
    private final MailSettings settings;

    MailServer(Vertx vertx, MailSettings settings) {
        this.client = MailClient.create(vertx, config(settings));
        this.settings = settings;
    }

    private static MailConfig config(MailSettings settings) {
        MailSettings.Smtp smtp = settings.smtp();
        int timeout = (int) settings.timeout().toMillis();
        MailConfig config = new MailConfig(smtp.host(), smtp.port())
                .setStarttls(smtp.startTls())
                .setMaxPoolSize(settings.concurrency())
                .setConnectTimeout((int) smtp.connectTimeout().toMillis())
                .setIdleTimeout(timeout)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                // An unused connection says QUIT before it would be cut.
                .setKeepAliveTimeout(timeout / 2)
                .setKeepAliveTimeoutUnit(TimeUnit.MILLISECONDS);
        smtp.username().ifPresent(config::setUsername);
        smtp.password().ifPresent(config::setPassword);
        return config;
    }

    /** Completes when the server has taken the mail. A connection that is cut need not tell, so that the time is kept here too. */
    Uni<Void> send(MailMessage mail) {
        return client.sendMail(mail.setFrom(settings.from()))
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .replaceWithVoid();
    }

    @PreDestroy
    void close() {
        client.closeAndForget();
    }
}
