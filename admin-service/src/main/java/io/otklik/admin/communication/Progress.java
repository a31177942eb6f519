package io.otklik.admin.communication;

/** How far a communication has come. */
public enum Progress {
    PENDING,
    READ,
    REPLIED
}
