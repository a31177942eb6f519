package io.otklik.notification.feed;

/** What a notification tells. Stored by name. */
public enum Kind {
    NEW_TICKET,
    NEW_COMMENT,
    /** Told to the ticket's owner. */
    ASSIGNED,
    /** Told to the assignee. */
    ASSIGNED_TO_YOU,
    STATUS_CHANGED
}
