package io.otklik.edge;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which pages may call us from a browser: ours and those of {@code OTKLIK_ALLOWED_ORIGINS}. */
public final class Origins {

    /** Names of this machine, which are one origin to us. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    private Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** Our own origin, which is that of the URL where users reach us, and further ones. */
    public static Origins of(String publicUrl, Collection<String> further) {
        return new Origins(Stream.concat(Stream.of(publicUrl), further.stream())
                .map(Origins::normal)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Clients that are no browsers send none, which is fine. */
    public boolean allow(String origin) {
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
