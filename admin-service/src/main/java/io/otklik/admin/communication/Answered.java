package io.otklik.admin.communication;

/**
 * A communication and an answer to it.
 *
 * @param answer itself a communication, to all others who see the first
 */
public record Answered(Communication communication, Communication answer) {}
