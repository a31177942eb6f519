package io.otklik.edge;

/**
 * A page of a list that is paged by numbers.
 *
 * @param number from 1
 * @param size rows of a page
 */
public record PageNumber(int number, int size) {

    private static final int LAST = 10_000_000;

    /**
     * Reads {@code page} (from 1) and the size; what is wrong with them is refused with the other fields.
     *
     * @param sizeName the size's name in this contract: 1 to {@code largest}, {@code usual} by default
     */
    public static PageNumber of(Fields query, String sizeName, int largest, int usual) {
        return new PageNumber(query.number("page", 1, LAST, 1), query.number(sizeName, 1, largest, usual));
    }

    public long offset() {
        return (long) (number - 1) * size;
    }

    /** How many pages there are; none for an empty list. */
    public long pages(long total) {
        return (total + size - 1) / size;
    }

    /** Whether there is a page after this one. */
    public boolean hasNext(long total) {
        return offset() + size < total;
    }
}
