package io.otklik.identity.telegram;

/** What this feature refuses. */
public final class TelegramRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no bot. */
        NOT_CONFIGURED,
        /** Not signed by Telegram for our bot, or not as Telegram writes it. */
        NOT_GENUINE,
        /** Signed too long ago, or not yet. */
        NOT_FRESH,
        BLOCKED
    }

    private final Reason reason;

    TelegramRefused(Reason reason, String why) {
        super(reason + ": " + why, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
