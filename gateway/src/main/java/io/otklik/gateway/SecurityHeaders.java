package io.otklik.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What browsers are told about every answer: it is data, not a page, and nobody frames it. A service, or a page that the
 * gateway serves itself, may say otherwise for its own ({@link OutgoingHeaders#merge}).
 */
@ApplicationScoped
class SecurityHeaders {

    private static final Duration HTTPS_ONLY = Duration.ofDays(365);

    private final Map<CharSequence, String> headers = new LinkedHashMap<>();

    SecurityHeaders(GatewayConfig config) {
        put("X-Content-Type-Options", "nosniff");
        put("X-Frame-Options", "DENY");
        put("Referrer-Policy", "no-referrer");
        put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if ("https".equalsIgnoreCase(config.publicUrl().getScheme())) {
            put("Strict-Transport-Security", "max-age=" + HTTPS_ONLY.toSeconds());
        }
    }

    private void put(String name, String value) {
        headers.put(HttpHeaders.createOptimized(name), value);
    }

    void addTo(MultiMap answer) {
        headers.forEach(answer::set);
    }
}
