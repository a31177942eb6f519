package io.otklik.notification.socket;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which pages may open sockets in a browser: ours and those of {@code OTKLIK_ALLOWED_ORIGINS}. */
@ApplicationScoped
class Origins {

    /** Names of this machine, which are one origin to us. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    Origins(@ConfigProperty(name = "otklik.public-url") String publicUrl, SocketSettings settings) {
        this.allowed = Stream.concat(Stream.of(publicUrl), settings.allowedOrigins().orElse(List.of()).stream())
                .map(Origins::normal)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Clients that are no browsers send none. */
    boolean allow(String origin) {
        return origin == null || allowed.contains(normal(origin));
    }

    /** {@code scheme://host[:port]} in lower case without the scheme's own port; empty for what is no origin. */
    private static String normal(String origin) {
        try {
            URI uri = URI.create(origin.strip());
            if (uri.getScheme() == null || uri.getHost() == null) {
                return "";
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            boolean ownPort = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
            return scheme + "://" + (LOOPBACK.contains(host) ? "localhost" : host)
                    + (ownPort ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException noUri) {
            return "";
        }
    }
}
