package io.otklik.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What is wrong with a text that was sent. */
final class SentText {

    private SentText() {}

    /** As any text: it is one, PostgreSQL can keep it, and UTF-8 can say it. Empty when nothing is wrong. */
    static Optional<Text> flaw(JsonNode value) {
        if (!value.isTextual()) {
            return Optional.of(Messages.NOT_A_STRING);
        }
        String text = value.textValue();
        if (text.indexOf('\0') >= 0) {
            return Optional.of(Messages.NUL);
        }
        return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)
                ? Optional.of(Messages.NOT_UNICODE)
                : Optional.empty();
    }

    /** As one that must say something, in at most {@code max} characters. Empty when nothing is wrong. */
    static Optional<Text> flaw(String text, int max) {
        if (text.isBlank()) {
            return Optional.of(Messages.BLANK);
        }
        return text.codePointCount(0, text.length()) > max ? Optional.of(Messages.tooLong(max)) : Optional.empty();
    }
}
