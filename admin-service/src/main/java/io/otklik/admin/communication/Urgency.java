package io.otklik.admin.communication;

/** How soon a communication wants to be read. */
public enum Urgency {
    LOW,
    MEDIUM,
    HIGH
}
