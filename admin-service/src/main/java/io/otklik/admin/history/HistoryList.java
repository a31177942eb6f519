package io.otklik.admin.history;

import java.util.List;

/**
 * What a list query found.
 *
 * @param rows newest first, one more than the page asked for when there are more
 * @param total of all rows, on all pages
 */
public record HistoryList(List<HistoryRow> rows, long total) {}
