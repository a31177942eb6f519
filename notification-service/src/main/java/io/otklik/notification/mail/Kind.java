package io.otklik.notification.mail;

/** The mails there are. Stored by name. */
public enum Kind {
    STATUS_CHANGED,
    REPLY,
    /** A reply to a ticket that was opened through support0, whose document fixes the words. */
    SUPPORT0_REPLY,
    /** The link for a new password. */
    PASSWORD_RESET
}
