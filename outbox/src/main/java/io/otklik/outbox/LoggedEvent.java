package io.otklik.outbox;

import io.otklik.events.Event;

/**
 * An event where it lies in its topic.
 *
 * @param consumed whether the service had taken it in when the log was opened: its effects are committed, or it was put aside.
 *     False may also mean that only the offset was not committed yet.
 */
public record LoggedEvent(Event event, int partition, long offset, boolean consumed) {}
