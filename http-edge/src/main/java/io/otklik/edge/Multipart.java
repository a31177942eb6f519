package io.otklik.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Forms with files: the only bodies that may be larger than 1 MiB, since they go to disk while they are read. */
public final class Multipart {

    private Multipart() {}

    public static boolean isDeclared(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }
}
