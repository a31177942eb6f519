package io.otklik.admin.chat;

/** What chats refuse. */
public final class ChatRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** There is no such chat, it was given up, or the person takes no part in it. */
        NOT_FOUND,
        /** Only its creator and administrators may give it up. */
        NOT_YOURS,
        /** The chat has no message with the id that is answered. */
        NO_SUCH_MESSAGE
    }

    private final Reason reason;
    private final long id;

    ChatRefused(Reason reason, long id) {
        super("Chat: " + reason + " " + id, null, false, false);
        this.reason = reason;
        this.id = id;
    }

    public Reason reason() {
        return reason;
    }

    /** The message's id for NO_SUCH_MESSAGE, else the chat's. */
    public long id() {
        return id;
    }
}
