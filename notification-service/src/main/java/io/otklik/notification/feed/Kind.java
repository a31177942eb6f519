package io.otklik.notification.feed;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What a notification tells. Stored by name. */
public enum Kind {
    NEW_TICKET,
    NEW_COMMENT,
    /** Told to the ticket's owner. */
    ASSIGNED,
    /** Told to the assignee. */
    ASSIGNED_TO_YOU,
    STATUS_CHANGED;

    /** The names. A newer replica may write others, which this one passes over. */
    static final Set<String> KNOWN = Arrays.stream(values()).map(Kind::name).collect(Collectors.toUnmodifiableSet());
}
