package io.otklik.edge;

import java.util.List;

/**
 * What a list query found.
 *
 * @param rows one more than the page asked for, when there are more
 * @param total of all rows, on all pages
 */
public record Listing<R>(List<R> rows, long total) {}
