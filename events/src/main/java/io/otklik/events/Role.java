package io.otklik.events;

/** The domain's roles, lowest first (contracts/README.md, section 2). Each contract has its own names for them. */
public enum Role {
    USER,
    SUPPORT,
    MODERATOR,
    ADMIN;

    /** Staff, also called support agents: everyone above {@link #USER}. */
    public boolean isStaff() {
        return this != USER;
    }
}
