package io.otklik.notification.mail;

import io.smallrye.mutiny.TimeoutException;

/** The server was given a mail and did not say whether it took it. */
final class Unanswered extends Exception {

    private static final long serialVersionUID = 1;

    Unanswered(Throwable cause) {
        super(cause instanceof TimeoutException ? "no answer in time" : "no answer: " + cause.getMessage(), cause);
    }
}
