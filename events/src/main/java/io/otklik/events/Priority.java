package io.otklik.events;

/** The domain's ticket priorities, lowest first (contracts/README.md, section 2). */
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    CRITICAL
}
