package io.otklik.edge;

import java.util.UUID;
import java.util.regex.Pattern;

/** {@code X-Request-Id}: the caller's when it is sane, else a new one; on every response and in every log line. */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    /** The key in the log context. */
    public static final String LOG_KEY = "requestId";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    private RequestId() {}

    public static String of(String sent) {
        return sent != null && SANE.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }
}
