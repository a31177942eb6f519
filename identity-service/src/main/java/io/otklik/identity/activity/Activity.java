package io.otklik.identity.activity;

import java.time.Instant;

/**
 * What a person does with tickets.
 *
 * @param tickets how many he filed
 * @param last his latest ticket or comment; null when he has none
 */
public record Activity(long tickets, Instant last) {

    static final Activity NONE = new Activity(0, null);
}
