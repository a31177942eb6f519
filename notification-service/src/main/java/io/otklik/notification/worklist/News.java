package io.otklik.notification.worklist;

/** What agents hear of all tickets. */
public enum News {
    /** A ticket was filed. */
    CREATED,
    /** A ticket's status, assignee or another field changed. */
    UPDATED,
    /** Somebody said something on a ticket; be it internal, or by the suite itself. */
    MESSAGE
}
