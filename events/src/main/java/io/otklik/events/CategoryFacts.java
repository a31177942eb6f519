package io.otklik.events;

/** The ticket's category at the time of the event. */
public record CategoryFacts(long id, String name) {}
