package io.otklik.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import net.javacrumbs.jsonunit.JsonMatchers;
import net.javacrumbs.jsonunit.core.Option;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/** Compares JSON with what a document shows. */
final class Shown {

    private Shown() {}

    /**
     * Exactly these keys and values, in arrays in this order; the order of keys does not matter.
     *
     * @param json what is shown, leniently (bare keys, single quotes), as a format string; {@code <number>} and {@code <text>}
     *     stand for any, {@code <uuid>} for any UUID of version 7, {@code <time>} for a moment of this run in UTC with
     *     {@code Z}
     */
    static Matcher<String> shown(String json, Object... values) {
        return json(filled(json, values));
    }

    /** As {@link #shown}, and whatever more: success bodies may carry further fields (contracts/README.md). */
    static Matcher<String> includes(String json, Object... values) {
        return JsonMatchers.<String>jsonEquals(filled(json, values))
                .withMatcher("time", new RecentTime())
                .when(Option.IGNORING_EXTRA_FIELDS);
    }

    private static String filled(String json, Object... values) {
        return json.formatted(values)
                .replace("<number>", "'${json-unit.any-number}'")
                .replace("<text>", "'${json-unit.any-string}'")
                .replace("<uuid>", "'${json-unit.regex}[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}'")
                .replace("<time>", "'${json-unit.matches:time}'");
    }

    /** Exactly this JSON. */
    static Matcher<String> json(String expected) {
        return JsonMatchers.<String>jsonEquals(expected).withMatcher("time", new RecentTime());
    }

    /** This JSON, its arrays in whatever order: bot's details are in none. */
    static Matcher<String> anyOrder(String expected) {
        return JsonMatchers.<String>jsonEquals(expected).when(Option.IGNORING_ARRAY_ORDER);
    }

    private static final class RecentTime extends TypeSafeMatcher<String> {

        @Override
        protected boolean matchesSafely(String text) {
            try {
                Duration age = Duration.between(Instant.parse(text), Instant.now());
                return text.endsWith("Z")
                        && age.compareTo(Duration.ofMinutes(10)) < 0
                        && age.compareTo(Duration.ofSeconds(-2)) > 0;
            } catch (DateTimeParseException noTime) {
                return false;
            }
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("a moment of this run in UTC");
        }
    }
}
