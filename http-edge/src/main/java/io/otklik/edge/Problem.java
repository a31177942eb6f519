package io.otklik.edge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused, before a contract has given it a shape. {@link Contract#body} renders it; headers travel as
 * they are.
 */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, with the status it has in every contract; {@code botCode} is the bot envelope's code. */
    public enum Kind {
        MALFORMED(400, "BAD_REQUEST"),
        INVALID(400, "VALIDATION_ERROR"),
        UNAUTHENTICATED(401, "UNAUTHORIZED"),
        FORBIDDEN(403, "FORBIDDEN"),
        NOT_FOUND(404, "NOT_FOUND"),
        METHOD_NOT_ALLOWED(405, "METHOD_NOT_ALLOWED"),
        NOT_ACCEPTABLE(406, "NOT_ACCEPTABLE"),
        TOO_SLOW(408, "REQUEST_TIMEOUT"),
        CONFLICT(409, "CONFLICT"),
        PRECONDITION_FAILED(412, "PRECONDITION_FAILED"),
        TOO_LARGE(413, "PAYLOAD_TOO_LARGE"),
        TARGET_TOO_LONG(414, "URI_TOO_LONG"),
        UNSUPPORTED_MEDIA_TYPE(415, "UNSUPPORTED_MEDIA_TYPE"),
        KEY_REUSED(422, "IDEMPOTENCY_KEY_REUSED"),
        TOO_MANY_REQUESTS(429, "RATE_LIMIT_EXCEEDED"),
        HEADERS_TOO_LARGE(431, "HEADERS_TOO_LARGE"),
        INTERNAL(500, "INTERNAL_ERROR"),
        UNAVAILABLE(503, "SERVICE_UNAVAILABLE");

        private final int status;
        private final String botCode;

        Kind(int status, String botCode) {
            this.status = status;
            this.botCode = botCode;
        }

        public int status() {
            return status;
        }

        String botCode() {
            return botCode;
        }
    }

    /**
     * One field's refusal.
     *
     * @param bare shown as a plain string where the document shows a string, else as a list
     */
    public record FieldError(Text message, boolean bare) {}

    private final Kind kind;
    private final Text text;
    private final String code;
    private final Map<String, FieldError> fields;
    private final Map<String, String> headers;

    private Problem(Kind kind, Text text, String code, Map<String, FieldError> fields, Map<String, String> headers) {
        super(kind + " " + (fields.isEmpty() ? text.en() : fields.keySet()), null, false, false);
        this.kind = kind;
        this.text = text;
        this.code = code;
        this.fields = fields;
        this.headers = headers;
    }

    /** A problem of the whole request: {@code {"detail": text}}. */
    public static Problem of(Kind kind, Text text) {
        return new Problem(kind, text, null, Map.of(), Map.of());
    }

    /** A problem of one field: {@code {"field": ["text"]}}. */
    public static Problem field(String name, Text text) {
        return fields(Kind.INVALID, Map.of(name, new FieldError(text, false)));
    }

    /** A problem of one field that the document shows as a plain string: {@code {"field": "text"}}. */
    public static Problem bareField(String name, Text text) {
        return fields(Kind.INVALID, Map.of(name, new FieldError(text, true)));
    }

    /** A problem of several fields, in their order. */
    public static Problem fields(Kind kind, Map<String, FieldError> fields) {
        return new Problem(
                kind, Messages.INVALID, null, Collections.unmodifiableMap(new LinkedHashMap<>(fields)), Map.of());
    }

    public static Problem notFound() {
        return of(Kind.NOT_FOUND, Messages.NOT_FOUND);
    }

    public static Problem forbidden() {
        return of(Kind.FORBIDDEN, Messages.FORBIDDEN);
    }

    /** 401 of a request without a token. */
    public static Problem unauthenticated() {
        return of(Kind.UNAUTHENTICATED, Messages.UNAUTHENTICATED).withHeader("WWW-Authenticate", "Bearer");
    }

    /** 401 of a request with a bad, expired or revoked token. */
    public static Problem tokenNotValid() {
        return of(Kind.UNAUTHENTICATED, Messages.TOKEN_NOT_VALID)
                .withCode("token_not_valid")
                .withHeader("WWW-Authenticate", "Bearer");
    }

    /** 429 that says in how many seconds to come again. */
    public static Problem tooManyRequests(long retryAfterSeconds) {
        return of(Kind.TOO_MANY_REQUESTS, Messages.TOO_MANY_REQUESTS)
                .withHeader("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** 503 that says to come again in a second. */
    public static Problem unavailable() {
        return of(Kind.UNAVAILABLE, Messages.UNAVAILABLE).withHeader("Retry-After", "1");
    }

    /** Adds {@code "code"} beside {@code "detail"}; the bot envelope shows it in capitals instead of its own code. */
    public Problem withCode(String ownCode) {
        return new Problem(kind, text, ownCode, fields, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, text, code, fields, Map.copyOf(more));
    }

    public Kind kind() {
        return kind;
    }

    /** Null when the problem has no code of its own. */
    String code() {
        return code;
    }

    Text text() {
        return text;
    }

    Map<String, FieldError> fieldErrors() {
        return fields;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
