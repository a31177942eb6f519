package io.otklik.notification.delivery;

import java.util.List;

/**
 * What comparing events with the ledger found.
 *
 * @param events that were read; one that came again counts again
 * @param due deliveries that they lead to
 * @param pending of these, not written yet since their event was not taken in
 * @param different how many differences there are
 * @param differences the first ten thousand
 */
public record Comparison(long events, long due, long pending, long different, List<Difference> differences) {}
