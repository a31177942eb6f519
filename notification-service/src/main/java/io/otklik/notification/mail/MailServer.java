package io.otklik.notification.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
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

    /**
     * Completes when the server has taken the mail. A connection that is cut need not tell, so that the time is kept here too.
     * Fails with {@link Unanswered} when the server may have taken it, with SMTPException when it refused, with
     * anything else when it has not got it.
     */
    Uni<Void> send(MailMessage mail) {
        WatchedMail watched = new WatchedMail(mail.setFrom(settings.from()));
        return client.sendMail(watched)
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .onFailure(failure -> !watched.takeBack() && isSilence(failure))
                .transform(Unanswered::new)
                .replaceWithVoid();
    }

    /** Neither the server's refusal nor one of the contents. */
    private static boolean isSilence(Throwable failure) {
        return !(failure instanceof SMTPException) && !(failure instanceof IllegalArgumentException);
    }

    @PreDestroy
    void close() {
        client.closeAndForget();
    }
}
