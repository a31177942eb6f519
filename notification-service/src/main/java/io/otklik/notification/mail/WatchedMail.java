package io.otklik.notification.mail;

import io.vertx.ext.mail.MailMessage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A mail that knows whether a server may have got it. The client encodes a mail, and so asks for its text, only when it has a
 * connection on which a server has greeted it and taken its login; it sends the mail right after.
 */
final class WatchedMail extends MailMessage {

    private enum Stage {
        WAITING,
        HANDED_OVER,
        TAKEN_BACK
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

    WatchedMail(MailMessage mail) {
        super(mail);
    }

    @Override
    public String getText() {
        if (!stage.compareAndSet(Stage.WAITING, Stage.HANDED_OVER) && stage.get() == Stage.TAKEN_BACK) {
            throw new IllegalStateException("taken back"); // the connection came too late
        }
        return super.getText();
    }

    /** False when it is handed over already; else it never will be. */
    boolean takeBack() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN_BACK);
    }
}
