package io.otklik.notification.feed;

import java.util.List;

/**
 * A piece of a person's feed, newest first.
 *
 * @param rows at most one more than was asked for
 * @param total of all rows that fit the filter
 */
public record FeedPage(List<FeedRow> rows, long total) {}
