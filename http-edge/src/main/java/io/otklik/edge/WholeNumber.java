package io.otklik.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as the contracts write them. Java alone also takes a plus, and the digits of any script. */
final class WholeNumber {

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,19}");

    private WholeNumber() {}

    /** Fails with NumberFormatException when the text is none, or none of 64 bits. */
    static long parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new NumberFormatException("no whole number");
        }
        return Long.parseLong(text);
    }

    /** Like {@link #parse}, but empty. */
    static Optional<Long> ofText(String text) {
        try {
            return Optional.of(parse(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Empty when the JSON value is none, or none of 64 bits. */
    static Optional<Long> ofJson(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
    }
}
