package io.otklik.admin.chat;

/** Who may come into a chat by himself. */
public enum ChatType {
    /** Any colleague. */
    GENERAL,
    /** Any colleague. */
    DEPARTMENT,
    /** Nobody: a participant invites him. */
    PRIVATE
}
