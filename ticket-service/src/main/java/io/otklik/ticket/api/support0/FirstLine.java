package io.otklik.ticket.api.support0;

/** The subject of a ticket of this contract, which has only a message (contracts/README.md, section 2). */
final class FirstLine {

    private static final int LENGTH = 80;

    private FirstLine() {}

    /** The first line that is not blank, stripped, its first 80 characters; the message is not blank. */
    static String of(String message) {
        String line = message.strip().lines().findFirst().orElseThrow().strip();
        int length = Math.min(LENGTH, line.codePointCount(0, line.length()));
        return line.substring(0, line.offsetByCodePoints(0, length)).strip();
    }
}
