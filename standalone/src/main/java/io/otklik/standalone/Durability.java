package io.otklik.standalone;

/** What survives: a power cut, or only the death of a process, which is all that a test's data needs to. */
enum Durability {
    POWER_CUT,
    PROCESS_DEATH
}
