package io.otklik.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The named values of a request: a JSON object, a query or a form. Every reader records what is wrong with its field
 * and goes on, so that one answer names all wrong fields; {@link #verify()} then refuses the request. A reader whose
 * field is wrong returns null (or its default), so nothing may be done with the values before {@link #verify()}.
 *
 * <p>Resources read the body only after they have found what the path names, since 404 comes before 400.
 */
public final class Fields {

    private final ObjectNode values;
    private final boolean typed;
    private final Map<String, Problem.FieldError> errors = new LinkedHashMap<>();

    private Fields(ObjectNode values, boolean typed) {
        this.values = values;
        this.typed = typed;
    }

    /** A JSON body. An empty body is an empty object; malformed JSON or another JSON value fails with MALFORMED. */
    public static Fields json(byte[] body) {
        return new Fields(JsonBody.object(body), true);
    }

    /**
     * Like {@link #json(byte[])}, for methods without {@code @Consumes}, which would refuse the media type before it is known
     * who calls. Fails with UNSUPPORTED_MEDIA_TYPE when one is named and it is not JSON.
     *
     * @param contentType the header as it was sent; null when it was not
     */
    public static Fields json(String contentType, byte[] body) {
        JsonBody.requireType(contentType);
        return json(body);
    }

    /** A query: every value is text, the first of repeated ones counts, an empty one is absent. */
    public static Fields text(MultivaluedMap<String, String> parameters) {
        Fields query = form(parameters);
        query.values.removeIf(value -> value.textValue().isEmpty());
        return query;
    }

    /** A form: every value is text, the first of repeated ones counts, an empty one was sent, as in JSON. */
    public static Fields form(MultivaluedMap<String, String> parameters) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, sent) -> {
            if (!sent.isEmpty() && sent.get(0) != null) {
                values.put(name, sent.get(0));
            }
        });
        return new Fields(values, false);
    }

    /** Whether the field was sent, be it null. */
    public boolean has(String name) {
        return values.has(name);
    }

    /** Whether the field was sent as text of nothing but blanks. */
    public boolean isBlank(String name) {
        return values.path(name).isTextual() && values.path(name).textValue().isBlank();
    }

    /** Whether the field was sent as null. */
    public boolean isNull(String name) {
        return values.path(name).isNull();
    }

    /** Of several names of one field, the first that was sent and is not null, else the first. */
    public String sentName(String... names) {
        return Arrays.stream(names).filter(this::isThere).findFirst().orElse(names[0]);
    }

    /** What {@code reader} makes of the field when it was sent, be it null; else empty, as where it finds it wrong. */
    public <T> Optional<T> sent(String name, Function<String, T> reader) {
        return sent(name, false, reader);
    }

    /** Like {@link #sent(String, Function)}, but read in any case when {@code whole}, so that a reader may require it. */
    public <T> Optional<T> sent(String name, boolean whole, Function<String, T> reader) {
        return whole || has(name) ? Optional.ofNullable(reader.apply(name)) : Optional.empty();
    }

    /** A line: required, stripped, not blank, at most {@code max} characters. */
    public String line(String name, int max) {
        String text = required(name) ? string(name) : null;
        return text == null ? null : bounded(name, text.strip(), max);
    }

    /** A text of several lines: required, not blank, at most {@code max} characters, kept as it was sent. */
    public String text(String name, int max) {
        String text = required(name) ? string(name) : null;
        return text == null ? null : bounded(name, text, max);
    }

    /** Like {@link #text} when sent and not null, else empty. */
    public Optional<String> optionalText(String name, int max) {
        return isThere(name) ? Optional.ofNullable(text(name, max)) : Optional.empty();
    }

    /** A secret: required, not empty, never stripped; its length is its reader's concern. */
    public String secret(String name) {
        String text = required(name) ? string(name) : null;
        if (text != null && text.isEmpty()) {
            refuse(name, Messages.BLANK);
            return null;
        }
        return text;
    }

    /** A 64-bit whole number: required. */
    public Long number(String name) {
        return required(name) ? optionalNumber(name).orElse(null) : null;
    }

    /** Like {@link #number} when sent and not null, else empty. */
    public Optional<Long> optionalNumber(String name) {
        if (!isThere(name)) {
            return Optional.empty();
        }
        JsonNode value = values.get(name);
        Optional<Long> number = typed
                ? WholeNumber.ofJson(value)
                : WholeNumber.ofText(value.textValue().strip());
        if (number.isEmpty()) {
            refuse(name, Messages.NOT_A_NUMBER);
        }
        return number;
    }

    /** A whole number between {@code min} and {@code max} when sent, else {@code fallback}. */
    public int number(String name, int min, int max, int fallback) {
        Long number = optionalNumber(name).orElse(null);
        if (number == null) {
            return fallback;
        }
        if (number < min || number > max) {
            refuse(name, Messages.outOfRange(min, max));
            return fallback;
        }
        return number.intValue();
    }

    /** A truth value: required. */
    public Boolean flag(String name) {
        return required(name) ? optionalFlag(name).orElse(null) : null;
    }

    /** A truth value when sent and not null, else {@code fallback}. */
    public boolean flag(String name, boolean fallback) {
        return optionalFlag(name).orElse(fallback);
    }

    /** A truth value when sent and not null, else empty. */
    public Optional<Boolean> optionalFlag(String name) {
        if (!isThere(name)) {
            return Optional.empty();
        }
        JsonNode value = values.get(name);
        if (value.isBoolean()) {
            return Optional.of(value.booleanValue());
        }
        if (!typed && value.asText().matches("(?i)true|false")) {
            return Optional.of(Boolean.valueOf(value.asText()));
        }
        refuse(name, Messages.NOT_A_BOOLEAN);
        return Optional.empty();
    }

    /** A point in time in ISO 8601, when sent; UTC where it names no offset, the day's start where it names no time. */
    public Optional<Instant> optionalInstant(String name) {
        return parsed(name, Iso8601::instant, () -> Messages.NOT_A_TIME);
    }

    /** One of a contract's names, when sent and not null; others are refused with the allowed ones listed. */
    public <T> Optional<T> optionalChoice(String name, Map<String, T> choices) {
        return parsed(
                name,
                text -> Optional.ofNullable(choices.get(text)),
                () -> Messages.notOneOf(String.join(", ", choices.keySet())));
    }

    /** One of a contract's names: required. */
    public <T> T choice(String name, Map<String, T> choices) {
        return required(name) ? optionalChoice(name, choices).orElse(null) : null;
    }

    /** A UUID: required. */
    public UUID uuid(String name) {
        return required(name) ? optionalUuid(name).orElse(null) : null;
    }

    /** A UUID when sent and not null, else empty. */
    public Optional<UUID> optionalUuid(String name) {
        String text = isThere(name) ? string(name) : null;
        try {
            return Optional.ofNullable(text).map(Uuids::parse);
        } catch (IllegalArgumentException wrong) {
            refuse(name, Messages.NOT_A_UUID);
            return Optional.empty();
        }
    }

    /** The values of a JSON array, empty when absent or null. */
    public List<JsonNode> list(String name) {
        JsonNode value = values.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            refuse(name, Messages.NOT_A_LIST);
            return List.of();
        }
        return value.valueStream().toList();
    }

    /** The lines of a JSON array: required, at most {@code most} of them, each stripped, not blank, at most {@code max} characters. */
    public List<String> lines(String name, int most, int max) {
        List<JsonNode> sent = required(name) ? list(name) : List.of();
        if (sent.size() > most) {
            refuse(name, Messages.tooMany(most));
            return List.of();
        }
        List<String> lines = new ArrayList<>(sent.size());
        for (JsonNode value : sent) {
            String line = string(name, value);
            lines.add(line == null ? null : bounded(name, line.strip(), max));
        }
        return lines;
    }

    /** The fields of a JSON object: required. They are verified by themselves, under their own names. */
    public Fields object(String name) {
        if (required(name) && !values.get(name).isObject()) {
            refuse(name, Messages.EXPECTED_OBJECT);
        }
        return new Fields(
                values.get(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(), typed);
    }

    /** Records what a rule of the caller found wrong with a field; the first error of a field stays. */
    public void refuse(String name, Text message) {
        errors.putIfAbsent(name, new Problem.FieldError(message, false));
    }

    /** Whether nothing was found wrong with the field so far. */
    public boolean isGood(String name) {
        return !errors.containsKey(name);
    }

    /** Fails with INVALID, naming every wrong field, when there is one. */
    public void verify() {
        if (!errors.isEmpty()) {
            throw Problem.fields(Problem.Kind.INVALID, errors);
        }
    }

    /** Like {@link #verify()}, for the methods whose document shows plain strings instead of lists. */
    public void verifyBare() {
        errors.replaceAll((name, error) -> new Problem.FieldError(error.message(), true));
        verify();
    }

    /** Reads with {@code reader}, then {@link #verify()}. */
    public <T> T verified(Supplier<T> reader) {
        T read = reader.get();
        verify();
        return read;
    }

    private boolean isThere(String name) {
        return values.hasNonNull(name);
    }

    private boolean required(String name) {
        if (!has(name)) {
            refuse(name, Messages.REQUIRED);
            return false;
        }
        if (isNull(name)) {
            refuse(name, Messages.NULL);
            return false;
        }
        return true;
    }

    private String string(String name) {
        return string(name, values.get(name));
    }

    private String string(String name, JsonNode value) {
        return isRefused(name, SentText.flaw(value)) ? null : value.textValue();
    }

    private String bounded(String name, String text, int max) {
        return isRefused(name, SentText.flaw(text, max)) ? null : text;
    }

    private boolean isRefused(String name, Optional<Text> flaw) {
        flaw.ifPresent(message -> refuse(name, message));
        return flaw.isPresent();
    }

    private <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, Supplier<Text> refusal) {
        String text = isThere(name) ? string(name) : null;
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> value = parser.apply(text);
        if (value.isEmpty()) {
            refuse(name, refusal.get());
        }
        return value;
    }
}
