package io.otklik.ticket.ticketing;

import io.otklik.events.PersonState;

/** Whose eyes a conversation is for: what is shown to them, and what counts as a message. */
public enum Audience {
    /** Nothing: for lists that show nothing of conversations. */
    NOBODY("false"),
    /** Public comments. */
    REQUESTER("not internal and not system"),
    /** Internal comments too. */
    STAFF("not system"),
    /** The suite's own messages too (customer-requests.md). */
    STAFF_WITH_SYSTEM("true");

    private final String condition;

    Audience(String condition) {
        this.condition = condition;
    }

    /** Of a person to whom system messages do not show. */
    public static Audience of(PersonState reader) {
        return reader.role().isStaff() ? STAFF : REQUESTER;
    }

    /** On the columns of {@code comment}. */
    public String condition() {
        return condition;
    }
}
