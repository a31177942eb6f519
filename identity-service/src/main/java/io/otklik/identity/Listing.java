package io.otklik.identity;

import java.util.List;

/**
 * A piece of a list.
 *
 * @param rows one more than was asked for when there is a next piece
 * @param total of all rows, on all pieces
 */
public record Listing<R>(List<R> rows, long total) {}
