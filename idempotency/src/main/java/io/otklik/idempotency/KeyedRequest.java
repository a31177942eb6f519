package io.otklik.idempotency;

import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;

/**
 * A request with a key.
 *
 * @param person who asks; {@link #NOBODY} without a token
 * @param route method and path with its placeholders
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record KeyedRequest(long person, String route, String key, byte[] fingerprint) {

    static final long NOBODY = 0;

    static String route(String httpMethod, InvocationContext invocation) {
        return httpMethod + " " + path(invocation.getMethod().getDeclaringClass()) + path(invocation.getMethod());
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }
}
